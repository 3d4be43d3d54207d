// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.config.MarsOptions;
import dev.mars.stream.Extent;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** A job on the stack, with an output topic of its own that goes with it. */
final class RunningJob implements AutoCloseable {
    private static final long POLL_MS = 200;
    private static final double FIGURES_SECONDS = 60;

    private final Topics topics;
    private final TopicSettings settings;
    private final String output;
    private final JobClient client;
    private final FlinkRest flink;
    private boolean stopped;

    /**
     * @param savepoint to start from, or null
     */
    RunningJob(Bench bench, Variant variant, Configuration world, Extent extent, String savepoint)
            throws Exception {
        output = world.get(MarsOptions.OUTPUT_TOPIC) + "-" + System.nanoTime();
        Configuration own = new Configuration(world);
        own.set(MarsOptions.OUTPUT_TOPIC, output);
        settings = TopicSettings.from(own);
        topics = new Topics(settings);
        try (TopicCreation creation = new TopicCreation(settings)) {
            creation.create(line -> {});
        }
        stampByBroker();
        flink = new FlinkRest(bench.flink());
        client = variant.submit(world, output, extent, savepoint);
    }

    /** An output's record tells when the broker took it; asOf is in its value as well. */
    private void stampByBroker() throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, output);
        AlterConfigOp stamp =
                new AlterConfigOp(
                        new ConfigEntry("message.timestamp.type", "LogAppendTime"),
                        AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(settings.clientProperties())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(stamp))).all().get();
        }
    }

    /** Records on the output topic. */
    long written() throws IOException {
        return topics.endOffsets(output).values().stream().mapToLong(Long::longValue).sum();
    }

    String output() {
        return output;
    }

    /** Waits for a condition; fails if the job does. */
    void await(String what, Condition condition) throws Exception {
        while (!condition.holds()) {
            JobStatus status = client.getJobStatus().get();
            if (status.isTerminalState()) {
                throw new IllegalStateException(
                        "the job is "
                                + status
                                + " while "
                                + what
                                + ": "
                                + flink.get(path("/exceptions"))
                                        .at("/exceptionHistory/entries/0/stacktrace")
                                        .asText());
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Something to wait for. */
    interface Condition {
        boolean holds() throws Exception;
    }

    JobStatus status() throws Exception {
        return client.getJobStatus().get();
    }

    boolean runs() throws Exception {
        for (JsonNode vertex : flink.get(path("")).path("vertices")) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return status() == JobStatus.RUNNING;
    }

    /** How often it began from a savepoint or a checkpoint. */
    int restored() throws InterruptedException {
        return count("restored");
    }

    /** Begins a checkpoint now, beside those at intervals. */
    void checkpoint() throws InterruptedException {
        flink.post(path("/checkpoints"), "{\"checkpointType\":\"CONFIGURED\"}");
    }

    /** Begins a checkpoint now, and waits until it is complete; another one if it fails. */
    void awaitCheckpoint() throws Exception {
        int completed = count("completed");
        while (count("completed") == completed) {
            int over = completed + count("failed");
            checkpoint();
            await("making a checkpoint", () -> count("completed") + count("failed") > over);
        }
    }

    private int count(String counter) throws InterruptedException {
        return flink.get(path("/checkpoints")).at("/counts/" + counter).asInt();
    }

    /** Checkpoints that are complete, the oldest first; of the last ten or so. */
    List<JsonNode> completed() throws InterruptedException {
        List<JsonNode> completed = new ArrayList<>();
        for (JsonNode one : flink.get(path("/checkpoints")).path("history")) {
            if (one.path("status").asText().equals("COMPLETED")) {
                completed.add(0, one);
            }
        }
        return completed;
    }

    /** What each operator chain has in a checkpoint. */
    JsonNode details(JsonNode checkpoint) throws InterruptedException {
        return flink.get(path("/checkpoints/details/" + checkpoint.path("id").asLong()));
    }

    /** Path of the operator chain whose name contains this, or null while there is none. */
    String vertex(String name) throws InterruptedException {
        String id = vertexId(name);
        return id == null ? null : path("/vertices/" + id);
    }

    String vertexId(String name) throws InterruptedException {
        for (JsonNode vertex : flink.get(path("")).path("vertices")) {
            if (vertex.path("name").asText().contains(name)) {
                return vertex.path("id").asText();
            }
        }
        return null;
    }

    /** Bytes that each operator chain has handed on to others in this run, by its name. */
    Map<String, Long> bytesHandedOn() throws InterruptedException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (JsonNode vertex : flink.get(path("")).path("vertices")) {
            bytes.put(
                    vertex.path("name").asText(),
                    vertex.path("metrics").path("write-bytes").asLong());
        }
        return bytes;
    }

    FlinkRest flink() {
        return flink;
    }

    private String path(String rest) {
        return "/jobs/" + client.getJobID() + rest;
    }

    /**
     * Stops it, its state as it is.
     *
     * @return the savepoint
     */
    String stop(SavepointFormatType format) throws Exception {
        String savepoint = client.stopWithSavepoint(false, null, format).get();
        stopped = true;
        // What it took is told some seconds later.
        long stopping = System.nanoTime();
        while (completed().stream().noneMatch(one -> one.path("is_savepoint").asBoolean())) {
            if (Bench.secondsSince(stopping) > FIGURES_SECONDS) {
                throw new IllegalStateException(
                        "Flink tells nothing of savepoint "
                                + savepoint
                                + " after "
                                + FIGURES_SECONDS
                                + " s; run it again with less else on the machine");
            }
            Thread.sleep(POLL_MS);
        }
        return savepoint;
    }

    @Override
    public void close() throws Exception {
        if (!stopped) {
            client.cancel().get();
            while (!client.getJobStatus().get().isTerminalState()) {
                Thread.sleep(POLL_MS);
            }
        }
        topics.close();
        try (TopicCreation creation = new TopicCreation(settings)) {
            creation.delete(output);
        }
    }
}
