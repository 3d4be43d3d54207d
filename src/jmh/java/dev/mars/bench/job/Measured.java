// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import dev.mars.topic.avro.AugmentationStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measurement of one job: it works on what waits for it until it has made its first checkpoint
 * and some more, and then counts.
 */
final class Measured {
    private static final long SAMPLE_MS = 1_000;
    private static final double WARM_SECONDS = 6;

    /** The end of the backlog is left alone: there a job runs out of work. */
    private static final double USED = 0.93;

    /** By then the count begins, whatever else. */
    private static final double WARM = 0.45;

    private static final String AUGMENTER = "sequence augmenter";

    /** How often the time may be exceeded to see one whole epoch. */
    private static final int PATIENCE = 3;

    private final Window window;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /**
     * Measures a job that has just been submitted.
     *
     * @param waiting behaviours that it will find
     */
    static Measured of(Bench bench, World world, Variant variant, RunningJob job, long waiting)
            throws Exception {
        return new Measured(bench, world, variant, job, waiting);
    }

    private Measured(Bench bench, World world, Variant variant, RunningJob job, long waiting)
            throws Exception {
        long submitted = System.nanoTime();
        job.await("starting", () -> job.written() > 0 && job.runs());
        figures.put("secondsToFirstOutput", Bench.secondsSince(submitted));
        job.checkpoint();
        long first = System.nanoTime();
        job.await(
                "warming up",
                () ->
                        job.written() >= WARM * waiting
                                || !job.completed().isEmpty()
                                        && Bench.secondsSince(first) >= WARM_SECONDS);
        boolean ours = !variant.isReference();
        Map<String, Double> before = ours ? outputs(job) : Map.of();
        List<Sample> samples = samples(bench, world, ours, job, (long) (USED * waiting));
        window = ours ? Window.ofWholeEpochs(samples, world.perEpoch()) : Window.of(samples);
        figures.putAll(window.json());
        figures.put("epochs", Statistics.rounded((double) window.outputs() / world.perEpoch()));
        if (ours) {
            addOurs(job, before);
        }
        figures.put("bytesHandedOnPerEvent", bytesHandedOn(job));
        figures.put("checkpoints", Checkpoints.json(job));
        figures.put("bytesOfStateByOperator", Checkpoints.byOperator(job, Checkpoints.OF_STATE));
    }

    private static List<Sample> samples(
            Bench bench, World world, boolean ours, RunningJob job, long enough) throws Exception {
        double most = world.settings().seconds();
        Meter meter = new Meter(bench, job);
        List<Sample> samples = new ArrayList<>(List.of(meter.sample()));
        while (true) {
            Thread.sleep(SAMPLE_MS);
            samples.add(meter.sample());
            Window all = Window.of(samples);
            boolean whole = !ours || all.outputs() >= world.perEpoch();
            if (all.to().outputs() >= enough
                    || all.seconds() >= most && whole
                    || all.seconds() >= PATIENCE * most) {
                return samples;
            }
        }
    }

    private void addOurs(RunningJob job, Map<String, Double> before) throws InterruptedException {
        String augmenter = job.vertex(AUGMENTER);
        figures.put("donors", Statistics.rounded(job.flink().max(augmenter, ".donors")));
        figures.put("indexBytes", Statistics.rounded(job.flink().max(augmenter, ".indexBytes")));
        figures.put(
                "microsPerAugmentation",
                Statistics.rounded(job.flink().max(augmenter, ".augmentationUs_median")));
        figures.put("shareOfOutputs", shares(before, outputs(job)));
    }

    /** Since the job began; a broadcast counts as often as it is sent. */
    private static Map<String, Object> bytesHandedOn(RunningJob job) throws Exception {
        double events = job.written();
        Map<String, Object> bytes = new LinkedHashMap<>();
        job.bytesHandedOn()
                .forEach((name, sum) -> bytes.put(name, Statistics.rounded(sum / events)));
        return bytes;
    }

    /** Outputs of this run so far, by status. */
    private static Map<String, Double> outputs(RunningJob job) throws InterruptedException {
        Map<String, Double> outputs = new LinkedHashMap<>();
        String augmenter = job.vertex(AUGMENTER);
        for (AugmentationStatus status : AugmentationStatus.values()) {
            double count = job.flink().sum(augmenter, ".status." + status + ".outputs");
            if (!Double.isNaN(count)) {
                outputs.put(status.name(), count);
            }
        }
        return outputs;
    }

    private static Map<String, Object> shares(
            Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> counts = new LinkedHashMap<>();
        after.forEach(
                (status, count) -> counts.put(status, count - before.getOrDefault(status, 0.0)));
        double total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Object> shares = new LinkedHashMap<>();
        counts.forEach((status, count) -> shares.put(status, Statistics.rounded(count / total)));
        return shares;
    }

    Window window() {
        return window;
    }

    Map<String, Object> figures() {
        return figures;
    }
}
