// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mars.command.job.Jobs;
import dev.mars.config.MarsOptions;
import dev.mars.local.LocalStack;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A job that runs until it is stopped, and goes on from where it was when it is started anew. */
final class LiveJob implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STOPS = 5;
    private static final String CHECKPOINT = "chk-";

    final LocalStack stack;
    private final Scenario scenario;
    private JobClient client;

    private LiveJob(LocalStack stack, Scenario scenario) {
        this.stack = stack;
        this.scenario = scenario;
    }

    static LiveJob start(LocalStack stack, Scenario scenario) throws Exception {
        LiveJob job = new LiveJob(stack, scenario);
        job.client = Jobs.submit(scenario.configuration(), false);
        return job;
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(200));
    }

    JobStatus status() throws Exception {
        return client.getJobStatus().get();
    }

    /** Checkpoints that were completed since it was last submitted. */
    int completed() {
        return rest("/checkpoints").at("/counts/completed").asInt();
    }

    /** How often it began again from a checkpoint or savepoint since it was last submitted. */
    int restored() {
        return rest("/checkpoints").at("/counts/restored").asInt();
    }

    /** Restarts that Flink has counted; it looks every ten seconds. */
    String restarts() {
        await().until(() -> rest("/metrics?get=numRestarts").size() == 1);
        return rest("/metrics?get=numRestarts").at("/0/value").asText();
    }

    /**
     * Whether a subtask of it runs there.
     *
     * @param taskManager the process' name; its id in Flink has the count of its starts behind that
     */
    boolean isOn(String taskManager) {
        for (JsonNode vertex : rest("").path("vertices")) {
            for (JsonNode subtask :
                    rest("/vertices/" + vertex.path("id").asText()).path("subtasks")) {
                if (subtask.path("taskmanager-id").asText().startsWith(taskManager + "-")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Waits until whatever the job has done by now is behind a checkpoint. */
    void awaitCheckpoint() {
        int before = completed();
        // The next one may have begun already.
        await().until(() -> completed() >= before + 2);
    }

    /** Waits until it has been restored so many times more than before. */
    void awaitRestored(int times) {
        await().until(() -> restored() >= times);
    }

    /** Records on the output topic, those of open transactions included. */
    long written() throws IOException {
        try (Topics topics = new Topics(scenario.topics())) {
            return topics.endOffsets(scenario.topics().names().output()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Waits until it has answered something more. */
    void awaitAnswers() throws IOException {
        long before = written();
        await().until(() -> written() > before);
    }

    /**
     * Waits until all of the behaviour topic is behind a checkpoint: a job commits offsets when one
     * is complete.
     */
    void awaitAllReadAndCheckpointed() throws Exception {
        String topic = scenario.topics().names().behavior();
        String group = scenario.configuration().get(MarsOptions.CONSUMER_GROUP);
        try (Topics topics = new Topics(scenario.topics())) {
            var ends = topics.endOffsets(topic).entrySet();
            await().until(() -> topics.committed(group).entrySet().containsAll(ends));
        }
    }

    /** Stops it with a savepoint, and resumes it from there. */
    void rescale(int parallelism) throws Exception {
        resume(stop(), Map.of("mars.job.parallelism", String.valueOf(parallelism)));
    }

    /**
     * Stops it with a savepoint. As an operator does it: once more if a restart has ended that.
     *
     * @return where the savepoint is
     */
    String stop() throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.stopWithSavepoint(false, null, SavepointFormatType.CANONICAL).get();
            } catch (ExecutionException e) {
                if (attempt == STOPS || client.getJobStatus().get().isGloballyTerminalState()) {
                    throw e;
                }
                System.err.println("stopping once more, as a savepoint failed: " + e.getMessage());
                awaitCheckpoint();
            }
        }
    }

    /** As an operator does when the cluster has lost the job: from what it left on disk. */
    void resumeFromLatestCheckpoint() throws Exception {
        String root = scenario.configuration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        Path directory = Path.of(URI.create(root)).resolve(client.getJobID().toString());
        try (Stream<Path> files = Files.list(directory)) {
            Path latest =
                    files.filter(file -> file.getFileName().toString().startsWith(CHECKPOINT))
                            .filter(file -> Files.exists(file.resolve("_metadata")))
                            .max(Comparator.comparingLong(LiveJob::number))
                            .orElseThrow();
            resume(latest.toUri().toString(), Map.of());
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
    }

    private void resume(String from, Map<String, String> options) throws Exception {
        submit(from, options);
        awaitRestored(1);
    }

    /** Starts it from a savepoint or checkpoint, and does not wait for more. */
    void submit(String from) throws Exception {
        submit(from, Map.of());
    }

    private void submit(String from, Map<String, String> options) throws Exception {
        Configuration resumed = new Configuration(scenario.configuration());
        options.forEach(resumed::setString);
        resumed.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
        client = Jobs.submit(resumed, false);
    }

    void cancel() throws Exception {
        client.cancel().get();
        client = null;
    }

    /** Leaves no job behind whose test has failed. */
    @Override
    public void close() throws Exception {
        if (client != null) {
            cancel();
        }
    }

    /** What Flink tells of this job; nothing while its JobManager is down. */
    JsonNode rest(String path) {
        return rest(stack, client, path);
    }

    /** What Flink tells of a job; missing while it tells nothing. */
    static JsonNode rest(LocalStack stack, JobClient client, String path) {
        return read(stack.flinkRest().resolve("/jobs/" + client.getJobID() + path));
    }

    /** What a process answers; missing while it does not. */
    static JsonNode read(URI uri) {
        try {
            return JSON.readTree(uri.toURL());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
