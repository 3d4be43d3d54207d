// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.stream.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measurement of one variant: it starts from the history, works on the backlog until it has
 * made its first checkpoint, and then counts.
 */
final class Measured {
    private static final long SAMPLE_MS = 400;
    private static final double WARM_SECONDS = 6;

    /** The end of the backlog is left alone: there a job runs out of work. */
    private static final double USED = 0.93;

    private static final String AUGMENTER = "sequence augmenter";

    /** How often the time may be exceeded to see one whole epoch. */
    private static final int PATIENCE = 3;

    final Window window;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    static Measured of(Bench bench, World world, Histories histories, Variant variant)
            throws Exception {
        try (RunningJob job =
                new RunningJob(
                        bench,
                        variant,
                        world.configuration(),
                        Extent.LIVE,
                        histories.of(variant))) {
            return new Measured(bench, world.settings(), variant, job);
        }
    }

    private Measured(Bench bench, BenchSettings settings, Variant variant, RunningJob job)
            throws Exception {
        long submitted = System.nanoTime();
        long enough = (long) (USED * settings.backlog());
        job.await("starting", () -> job.written() > 0);
        figures.put("secondsToFirstOutput", Bench.secondsSince(submitted));
        job.checkpoint();
        long first = System.nanoTime();
        job.await(
                "warming up",
                () ->
                        job.written() >= enough / 2
                                || !job.completed().isEmpty()
                                        && Bench.secondsSince(first) >= WARM_SECONDS);
        Meter meter = new Meter(bench, job);
        Map<String, Double> before = outputs(job, variant);
        List<Sample> samples = new ArrayList<>(List.of(meter.sample()));
        boolean epochs = !variant.isReference();
        while (true) {
            Thread.sleep(SAMPLE_MS);
            samples.add(meter.sample());
            Window all = Window.of(samples);
            boolean whole = !epochs || all.outputs() >= settings.perHour();
            if (all.to().outputs() >= enough
                    || all.seconds() >= settings.seconds() && whole
                    || all.seconds() >= PATIENCE * settings.seconds()) {
                break;
            }
        }
        window =
                epochs
                        ? Window.ofWholeEpochs(samples, settings.perHour())
                        : Window.of(samples);
        figures.putAll(window.json());
        figures.put("epochs", Statistics.rounded((double) window.outputs() / settings.perHour()));
        addOutputs(before, outputs(job, variant));
        if (epochs) {
            String augmenter = job.vertex(AUGMENTER);
            figures.put("donors", job.flink().max(augmenter, ".donors"));
            figures.put("indexBytes", job.flink().sum(augmenter, ".indexBytes"));
        }
        figures.put("checkpoints", Checkpoints.json(job));
        figures.put("bytesOfStateByOperator", Checkpoints.byOperator(job, "state_size"));
    }

    /** Outputs of this run so far, by status. */
    private static Map<String, Double> outputs(RunningJob job, Variant variant)
            throws InterruptedException {
        Map<String, Double> outputs = new LinkedHashMap<>();
        if (!variant.isReference()) {
            String augmenter = job.vertex(AUGMENTER);
            for (var status : dev.mars.topic.avro.AugmentationStatus.values()) {
                outputs.put(
                        status.name(),
                        job.flink().sum(augmenter, ".status." + status.name() + ".outputs"));
            }
        }
        return outputs;
    }

    private void addOutputs(Map<String, Double> before, Map<String, Double> after) {
        if (after.isEmpty()) {
            return;
        }
        Bench.tell("DEBUG " + before + " " + after);
        Map<String, Object> shares = new LinkedHashMap<>();
        double total = 0;
        for (String status : after.keySet()) {
            total += after.get(status) - before.get(status);
        }
        for (String status : after.keySet()) {
            shares.put(
                    status, Statistics.rounded((after.get(status) - before.get(status)) / total));
        }
        figures.put("shareOfOutputs", shares);
    }

    Map<String, Object> figures() {
        return figures;
    }
}
