// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.config.LocalOptions;
import dev.mars.config.MarsOptions;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningStack;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.RecordSender;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stack and a job by what is typed, as the README and docs/operations.md have it, with none of
 * the options that tests set elsewhere: what a command leaves out is missing here too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {
    private static final Pattern JOB = Pattern.compile("Job (\\p{XDigit}{32}) runs at");

    @TempDir private static Path parent;

    private Configuration options;
    private Path directory;
    private String job;
    private String checkpoint;

    private MarsCommand mars(String... args) {
        return MarsCommand.run(options, args);
    }

    @BeforeAll
    void choosePlace() {
        directory = parent.resolve("stack");
        options =
                Configuration.fromMap(
                        Map.of(
                                LocalOptions.DIRECTORY.key(), directory.toString(),
                                LocalOptions.KAFKA_PORT.key(), "0",
                                LocalOptions.REGISTRY_PORT.key(), "0",
                                LocalOptions.FLINK_PORT.key(), "0",
                                LocalOptions.INSPECTOR_PORT.key(), "0"));
    }

    @AfterAll
    void end() {
        mars("down", "--purge");
    }

    /** Somebody types the second line of the README, and has nothing for the third. */
    @Test
    @Order(1)
    void aStackStaysUpBehindTheCommandThatStartedIt() throws Exception {
        assertThat(mars("status").exit()).isEqualTo(1);
        MarsCommand up = MarsCommand.runApart(Map.of(), options, "up");
        assertThat(up.said()).contains("The local stack is up.", "inspector  http://localhost:");
        assertThat(up.exit()).isZero();
        MarsCommand status = mars("status");
        assertThat(status.said())
                .contains("kafka", "registry", "jobmanager", "taskmanager-1", "inspector")
                .doesNotContain("down");
        assertThat(status.exit()).isZero();
        MarsCommand again = mars("up");
        assertThat(again.said()).contains("The local stack is up already.");
        assertThat(again.exit()).isZero();
    }

    /** A job that is cancelled, or fails, has nothing to go on from. */
    @Test
    @Order(2)
    void aJobLeavesItsCheckpointsWhenItIsCancelled() throws Exception {
        must("topics");
        must("load", "--users", "60", "--items", "400", "--behaviors", "1500");
        must("train", "-Dmars.model.descent.steps=30", "-Dmars.model.dimensions=16");
        job = started("run", "--detach", "-Dmars.job.checkpoint-interval=1 s");
        LiveJob.await().until(() -> rest("/checkpoints").at("/counts/completed").asInt() > 0);
        cancel();
        checkpoint = rest("/checkpoints").at("/latest/completed/external_path").asText();
        assertThat(Path.of(URI.create(checkpoint)).resolve("_metadata")).exists();
    }

    /** The recovery of docs/operations.md begins with an empty state, or not at all. */
    @Test
    @Order(3)
    void itGoesOnFromThere() throws Exception {
        job = started("run", "--detach", "--restore", checkpoint, "-Dmars.job.parallelism=2");
        LiveJob.await().until(() -> rest("/checkpoints").at("/counts/restored").asInt() == 1);
        assertThat(rest("/checkpoints").at("/latest/restored/external_path").asText())
                .isEqualTo(checkpoint);
        LiveJob.await().until(() -> rest("").path("state").asText().equals("RUNNING"));
    }

    /** A producer that has written its last behaviour waits for ever for the answer. */
    @Test
    @Order(4)
    @Timeout(600)
    void aHeartbeatLetsAQuietTopicBeAnswered() throws Exception {
        Configuration connected = new Configuration(options);
        RunningStack stack = LocalStack.find(directory).orElseThrow();
        connected.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        connected.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
        TopicSettings topics = TopicSettings.from(connected);
        long time = System.currentTimeMillis() - 60_000;
        try (SchemaRegistry registry = topics.registry();
                RecordSender sender = new RecordSender(topics)) {
            Behavior last = new Behavior("the last one", "an item", "click", time, null);
            sender.send(InputRecords.of(topics.names(), registry).behavior(last, time));
            sender.flush();
        }
        assertThat(must("heartbeat", "--once")).contains("to each of 8 partitions");
        assertThat(must("tail", "--from-beginning", "--user", "the last one", "--limit", "1"))
                .contains("the last one");
        assertThat(must("tail", "--from", "" + time, "--user", "the last one", "--limit", "1"))
                .contains("the last one");
        cancel();
    }

    /** Partitions of a live job's state have no end: it would run for ever. */
    @Test
    @Order(5)
    void aBoundedRunStartsFromNothing() {
        MarsCommand refused = mars("run", "--bounded", "--restore", checkpoint);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.said()).contains(checkpoint, "mars backfill");
    }

    /** Processes, or gigabytes, stay behind unseen. */
    @Test
    @Order(6)
    void downEndsAllOfIt() {
        RunningStack stack = LocalStack.find(directory).orElseThrow();
        must("down", "--purge");
        assertThat(stack.isAnyUp()).isFalse();
        assertThat(Files.exists(directory)).isFalse();
        assertThat(mars("status").exit()).isEqualTo(1);
    }

    /** What it said. */
    private String must(String... args) {
        MarsCommand command = mars(args);
        assertThat(command.exit()).as(command.said()).isZero();
        return command.said();
    }

    private String started(String... args) {
        String said = must(args);
        Matcher named = JOB.matcher(said);
        assertThat(named.find()).as(said).isTrue();
        return named.group(1);
    }

    private void cancel() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri("?mode=cancel"))
                        .method("PATCH", HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofMinutes(1))
                        .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        LiveJob.await().until(() -> rest("").path("state").asText().equals("CANCELED"));
    }

    private JsonNode rest(String path) {
        return LiveJob.read(uri(path));
    }

    private URI uri(String path) {
        return LocalStack.find(directory).orElseThrow().flinkRest().resolve("/jobs/" + job + path);
    }
}
