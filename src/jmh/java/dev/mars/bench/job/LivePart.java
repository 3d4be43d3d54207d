// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;

/**
 * The augmentation job as it runs live, at a part of the rate that it can bear: how late outputs
 * are, how much of the state a checkpoint writes, and how soon a job that lost its TaskManager has
 * caught up.
 */
final class LivePart {
    private static final double CAUGHT_UP_MS = 1_000;

    private final Bench bench;
    private final World world;
    private final String savepoint;
    private final double perSecond;

    /**
     * @param perSecond behaviours
     */
    LivePart(Bench bench, World world, Histories histories, double perSecond) throws Exception {
        this.bench = bench;
        this.world = world;
        this.savepoint = histories.of(Variant.THROUGHPUT);
        this.perSecond = perSecond;
    }

    /** What passes between an event and its output in any case: the bound, and half a beat more. */
    private double floor() {
        Configuration configuration = world.configuration();
        return configuration.get(MarsOptions.BEHAVIOR_OUT_OF_ORDERNESS).toMillis()
                + configuration.get(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis();
    }

    /** Latencies at the default interval of checkpoints. */
    Map<String, Object> latency(int seconds) throws Exception {
        Latencies latencies = new Latencies();
        world.forgetBacklog();
        try (LiveFeed feed = new LiveFeed(world, perSecond);
                RunningJob job = start(world.configuration());
                OutputReader reader =
                        new OutputReader(world.configuration(), job.output(), latencies)) {
            settle(job, latencies);
            latencies.count(true);
            Meter meter = new Meter(bench, job);
            Sample from = meter.sample();
            Thread.sleep(1_000L * seconds);
            latencies.count(false);
            Window window = new Window(from, meter.sample());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("behaviorsPerSecond", Statistics.rounded(perSecond));
            json.putAll(latencies.json(floor()));
            json.put("gcShare", Statistics.rounded(window.collecting()));
            json.put("checkpoints", Checkpoints.json(job));
            return json;
        }
    }

    private RunningJob start(Configuration configuration) throws Exception {
        return new RunningJob(bench, Variant.THROUGHPUT, configuration, Extent.LIVE, savepoint);
    }

    /** Waits until outputs come as they will, and a checkpoint is behind. */
    private void settle(RunningJob job, Latencies latencies) throws Exception {
        job.await("starting", () -> latencies.outputs() > 0);
        job.await(
                "settling",
                () -> !job.completed().isEmpty() && latencies.behind() < floor() + CAUGHT_UP_MS);
        Thread.sleep(5_000);
    }

    /** A checkpoint a minute after another, then the loss of the TaskManager. */
    Map<String, Object> recovery() throws Exception {
        Configuration configuration = new Configuration(world.configuration());
        configuration.set(MarsOptions.CHECKPOINT_INTERVAL, Duration.ofMinutes(1));
        Latencies latencies = new Latencies();
        Map<String, Object> json = new LinkedHashMap<>();
        world.forgetBacklog();
        try (LiveFeed feed = new LiveFeed(world, perSecond);
                RunningJob job = start(configuration);
                OutputReader reader = new OutputReader(configuration, job.output(), latencies)) {
            job.await("starting", () -> latencies.outputs() > 0);
            settle(job, latencies);
            job.awaitNextCheckpoint();
            List<JsonNode> completed = job.completed();
            JsonNode minute = completed.get(completed.size() - 1);
            json.put("behaviorsPerSecond", Statistics.rounded(perSecond));
            json.put(
                    "ratio.checkpoint",
                    Statistics.rounded(
                            minute.path(Checkpoints.WRITTEN).asDouble()
                                    / minute.path(Checkpoints.OF_STATE).asDouble()));
            json.put("checkpointAfterAMinute", Checkpoints.json(minute));
            json.put("bytesWrittenByOperator", Checkpoints.byOperator(job, Checkpoints.WRITTEN));
            json.put("bytesOfStateByOperator", Checkpoints.byOperator(job, Checkpoints.OF_STATE));
            Thread.sleep(10_000);
            json.putAll(strike(job, latencies));
        }
        return json;
    }

    private Map<String, Object> strike(RunningJob job, Latencies latencies) throws Exception {
        Bench.tell("killing the TaskManager");
        Map<String, Object> json = new LinkedHashMap<>();
        List<JsonNode> completed = job.completed();
        JsonNode last = completed.get(completed.size() - 1);
        long killed = System.currentTimeMillis();
        json.put(
                "secondsSinceCheckpoint",
                (killed - last.path("trigger_timestamp").asLong()) / 1_000.0);
        long newest = latencies.newest();
        int restored = job.restored();
        bench.taskManager().kill();
        bench.stack().restart(bench.taskManager());
        json.put("secondsToNewTaskManager", since(killed));
        job.await("restoring", () -> job.restored() > restored && job.runs());
        json.put("secondsToRunning", since(killed));
        job.await("answering again", () -> latencies.newest() > newest);
        json.put("secondsToNewOutput", since(killed));
        job.await("catching up", () -> latencies.behind() < floor() + CAUGHT_UP_MS);
        json.put("secondsToCaughtUp", since(killed));
        return json;
    }

    private static double since(long milliseconds) {
        return (System.currentTimeMillis() - milliseconds) / 1_000.0;
    }
}
