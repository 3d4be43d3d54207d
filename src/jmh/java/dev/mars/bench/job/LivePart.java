// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.bench.Statistics;
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
    private static final long SETTLE_MS = 5_000;
    private static final long COMPACTED_MS = 15_000;
    private static final long MINUTE_MS = 60_000;

    /** What is between checkpoint and loss must be done again. */
    private static final long TO_REPEAT_MS = 10_000;

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

    /**
     * Milliseconds from an event to its output in any case: the bound, and a beat of watermarks.
     */
    private double floor() {
        Configuration configuration = world.configuration();
        return configuration.get(MarsOptions.BEHAVIOR_OUT_OF_ORDERNESS).toMillis()
                + configuration.get(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis();
    }

    /**
     * Runs the job, and takes its checkpoints at chosen moments rather than at intervals.
     *
     * @param seconds for which latencies are counted; 0 for none
     * @param strike whether the TaskManager is killed at the end
     */
    void measure(int seconds, boolean strike, Report report) throws Exception {
        Configuration configuration = new Configuration(world.configuration());
        configuration.set(MarsOptions.CHECKPOINT_INTERVAL, Duration.ofDays(1));
        Latencies latencies = new Latencies();
        world.forgetBacklog();
        try (LiveFeed feed = new LiveFeed(world, perSecond);
                RunningJob job =
                        new RunningJob(
                                bench, Variant.THROUGHPUT, configuration, Extent.LIVE, savepoint);
                OutputReader reader = new OutputReader(configuration, job.output(), latencies)) {
            job.await("starting", () -> feed.isAlive() && latencies.outputs() > 0 && job.runs());
            // The first is full: later ones write what has changed since.
            job.awaitCheckpoint();
            job.await(
                    "catching up",
                    () -> feed.isAlive() && latencies.behind() < floor() + CAUGHT_UP_MS);
            Thread.sleep(SETTLE_MS);
            if (seconds > 0) {
                Bench.tell("latency");
                report.put("latency", latency(job, latencies, seconds, false));
                report.put("latencyWithCheckpoints", latency(job, latencies, seconds, true));
            }
            if (strike) {
                Map<String, Object> recovery = new LinkedHashMap<>();
                double own = world.settings().perHour() / 3_600.0;
                feed.setRate(own);
                // What came before is written and compacted first.
                job.awaitCheckpoint();
                Thread.sleep(COMPACTED_MS);
                recovery.put("checkpoint", minute(job, own));
                feed.setRate(perSecond);
                job.awaitCheckpoint();
                Thread.sleep(TO_REPEAT_MS);
                recovery.putAll(strike(job, latencies));
                report.put("recovery", recovery);
            }
        }
    }

    /**
     * @param checkpoints whether there is one as often as a job has one by default, or none
     */
    private Map<String, Object> latency(
            RunningJob job, Latencies latencies, int seconds, boolean checkpoints)
            throws Exception {
        long interval = world.configuration().get(MarsOptions.CHECKPOINT_INTERVAL).toMillis();
        Meter meter = new Meter(bench, job);
        Sample from = meter.sample();
        latencies.restart();
        for (long left = 1_000L * seconds; left > 0; left -= interval) {
            Thread.sleep(Math.min(interval, left) / 2);
            if (checkpoints) {
                job.checkpoint();
            }
            Thread.sleep(Math.min(interval, left) / 2);
        }
        latencies.stop();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("behaviorsPerSecond", Statistics.rounded(perSecond));
        json.putAll(latencies.json(floor()));
        json.put("gcShare", Statistics.rounded(new Window(from, meter.sample()).collecting()));
        if (checkpoints) {
            json.put("checkpoints", Checkpoints.json(job));
        }
        return json;
    }

    /**
     * A checkpoint a minute after another.
     *
     * @param rate behaviours a second meanwhile
     */
    private static Map<String, Object> minute(RunningJob job, double rate) throws Exception {
        Bench.tell("a minute between checkpoints, at %,.0f behaviours/s".formatted(rate));
        job.awaitCheckpoint();
        Thread.sleep(MINUTE_MS);
        job.awaitCheckpoint();
        List<JsonNode> completed = job.completed();
        JsonNode last = completed.get(completed.size() - 1);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("behaviorsPerSecond", Statistics.rounded(rate));
        json.put(
                "ratio.checkpoint",
                Statistics.rounded(
                        last.path(Checkpoints.WRITTEN).asDouble()
                                / last.path(Checkpoints.OF_STATE).asDouble()));
        json.putAll(Checkpoints.json(last));
        json.put("bytesWrittenByOperator", Checkpoints.byOperator(job, Checkpoints.WRITTEN));
        json.put("bytesOfStateByOperator", Checkpoints.byOperator(job, Checkpoints.OF_STATE));
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
        int restored = job.restored();
        bench.taskManager().kill();
        bench.stack().restart(bench.taskManager());
        json.put("secondsToNewTaskManager", since(killed));
        job.await("restoring", () -> job.restored() > restored && job.runs());
        json.put("secondsToRunning", since(killed));
        // Event time is the clock's: what happened after the kill is answered.
        job.await("answering again", () -> latencies.newest() > killed);
        json.put("secondsToNewOutput", since(killed));
        job.await("catching up", () -> latencies.behind() < floor() + CAUGHT_UP_MS);
        json.put("secondsToCaughtUp", since(killed));
        return json;
    }

    private static double since(long milliseconds) {
        return (System.currentTimeMillis() - milliseconds) / 1_000.0;
    }
}
