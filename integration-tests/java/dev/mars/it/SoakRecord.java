// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningProcess;
import dev.mars.local.RunningStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

/** What a soak did and saw, sampled every five seconds, as JSON. */
final class SoakRecord implements AutoCloseable {
    private static final int EVERY_SECONDS = 5;

    /**
     * @param second since the soak began
     * @param residentBytes of each process that was up
     * @param stateBytes whole size of the newest checkpoint's state; 0 if there is none
     * @param checkpointBytes what that checkpoint wrote anew
     */
    record Sample(
            long second, Map<String, Long> residentBytes, long stateBytes, long checkpointBytes) {}

    /**
     * @param second when it struck
     * @param seconds until all was up again
     */
    record Struck(long second, String fault, double outageSeconds, double seconds) {}

    private final long start = System.nanoTime();
    private final LiveJob job;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Struck> faults = new ArrayList<>();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();

    private final Future<?> sampling;

    SoakRecord(LiveJob job) {
        this.job = job;
        sampling = sampler.scheduleAtFixedRate(this::sample, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    long second() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private synchronized void sample() {
        Map<String, Long> resident = new TreeMap<>();
        LocalStack.find(job.stack.directory()).map(RunningStack::processes).stream()
                .flatMap(List::stream)
                .forEach(process -> add(process, resident));
        JsonNode newest = job.rest("/checkpoints").at("/latest/completed");
        samples.add(
                new Sample(
                        second(),
                        resident,
                        newest.path("state_size").asLong(),
                        newest.path("checkpointed_size").asLong()));
    }

    private static void add(RunningProcess process, Map<String, Long> resident) {
        process.residentMemory().ifPresent(size -> resident.put(process.name(), size.getBytes()));
    }

    synchronized void struck(Fault fault, long second, double outage) {
        faults.add(new Struck(second, fault.name(), outage, second() - second));
    }

    /**
     * Stops looking.
     *
     * @throws ExecutionException if a sample failed: there are none from then on, and what grew
     *     later is not among them
     */
    @Override
    public void close() throws ExecutionException, InterruptedException, TimeoutException {
        sampler.shutdown();
        try {
            sampling.get(1, TimeUnit.MINUTES);
        } catch (CancellationException e) {
            // As it should end: by the shutdown, and not before.
        }
    }

    /**
     * How much larger the median of the last third is than that of the middle one: 1 is flat. The
     * first third is for warming up.
     */
    synchronized double growth(ToLongFunction<Sample> size) {
        int third = samples.size() / 3;
        return median(samples.subList(samples.size() - third, samples.size()), size)
                / median(samples.subList(third, samples.size() - third), size);
    }

    private static double median(List<Sample> samples, ToLongFunction<Sample> size) {
        long[] sizes = samples.stream().mapToLong(size).filter(s -> s > 0).sorted().toArray();
        return sizes[sizes.length / 2];
    }

    /**
     * @param figures of the run as a whole
     */
    synchronized void write(Path file, Map<String, Object> figures) throws IOException {
        Map<String, Object> all = new TreeMap<>(figures);
        all.put("samples", samples);
        all.put("faults", faults);
        Files.createDirectories(file.getParent());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), all);
    }
}
