// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.config.LocalOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real processes on free ports. Set the system property mars.test.java-home to run Flink on
 * another JDK.
 */
@Timeout(3600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalStackIT {
    @TempDir static Path parent;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        Configuration configuration = new Configuration();
        // TaskManagers miss their killed JobManager only after this long: its port answers again.
        configuration.setString("heartbeat.timeout", "20 s");
        Optional.ofNullable(System.getProperty("mars.test.java-home"))
                .ifPresent(home -> configuration.setString("mars.local.java-home", home));
        LocalSettings settings =
                LocalSettings.from(configuration)
                        .onFreePorts()
                        .temporary(parent.resolve("it's a stack"))
                        .withClasspath(List.of(Path.of("target/test-classes")));
        stack = LocalStack.start(settings, StackProgress.SILENT);
        stack.startInspector(configuration);
    }

    /** Runs last: none of its processes may be there afterwards, nor its directory. */
    @AfterAll
    static void closeLeavesNothing() {
        List<ProcessHandle> handles = stack.processes().stream().map(StackProcess::handle).toList();
        stack.close();
        assertThat(handles).noneMatch(ProcessHandle::isAlive);
        assertThat(stack.directory()).doesNotExist();
    }

    @Test
    @Order(1)
    void everyComponentIsAProcessOfItsOwn() {
        assertThat(stack.processes())
                .extracting(StackProcess::name)
                .containsExactly("kafka", "registry", "jobmanager", "taskmanager-1", "inspector");
        assertThat(stack.processes())
                .extracting(StackProcess::pid)
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
        assertThat(stack.processes()).allMatch(p -> Files.exists(p.log()));
    }

    /** Somebody is told where the reason stands, and finds nothing there. */
    @Test
    @Order(2)
    void aTemporaryStackThatDoesNotComeUpLeavesItsLogs() throws IOException {
        Path directory = parent.resolve("never up");
        Configuration impossible = new Configuration();
        impossible.set(LocalOptions.KAFKA_PROPERTIES, Map.of("num.io.threads", "0"));
        LocalSettings settings = LocalSettings.from(impossible).onFreePorts().temporary(directory);
        assertThatThrownBy(() -> LocalStack.start(settings, StackProgress.SILENT))
                .hasMessageContaining("the whole logs: " + directory.resolve("logs"));
        assertThat(Files.list(directory))
                .containsExactlyInAnyOrder(
                        directory.resolve("logs"), directory.resolve(DirectoryLock.FILE));
        assertThat(directory.resolve("logs")).isNotEmptyDirectory();
        StackDirectory.purge(directory);
    }

    @Test
    @Order(2)
    void noProcessListensToOtherMachines() throws Exception {
        for (StackProcess process : stack.processes()) {
            assertThat(Listening.addresses(process.pid()))
                    .isNotEmpty()
                    .allMatch(Listening::isLoopback);
        }
    }

    /** State in RocksDB, checkpoints on files, classes of the processes' own class path. */
    @Test
    @Order(3)
    void aJobWithKeyedStateRunsToItsEnd() throws Exception {
        assertThat(KeyedCountJob.run(stack.flinkConfiguration(), 20_000)).isEqualTo(20_000);
        assertThat(Files.readString(stack.process("taskmanager-1").log())).contains("RocksDB");
        // With the blanks of the directory's name as they are, or nobody finds them there.
        assertThat(stack.directory().resolve("checkpoints")).isNotEmptyDirectory();
        assertThat(Files.list(parent)).containsExactly(stack.directory());
        // What is not on the list would be left by `mars down --purge`.
        assertThat(Files.list(stack.directory()).map(path -> path.getFileName().toString()))
                .isSubsetOf(StackDirectory.OWN);
    }

    @Test
    @Order(4)
    void theBrokerKeepsRecordsOverAKill() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", 0, 0L, "key", "value")).get();
            }
            stack.restart(stack.process("kafka"));
            TopicPartition partition = new TopicPartition("kept", 0);
            assertThat(
                            admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                    .partitionResult(partition)
                                    .get(5, TimeUnit.MINUTES)
                                    .offset())
                    .isEqualTo(1);
        }
    }

    @Test
    @Order(5)
    void theRegistryKeepsSchemasOverAKill() throws Exception {
        URI subject = URI.create(stack.registryUrl() + "/subjects/kept-value/versions");
        HttpURLConnection post = (HttpURLConnection) subject.toURL().openConnection();
        post.setRequestProperty("Content-Type", "application/vnd.schemaregistry.v1+json");
        post.setDoOutput(true);
        try (OutputStream body = post.getOutputStream()) {
            body.write("{\"schema\": \"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(post.getResponseCode()).isEqualTo(200);
        stack.restart(stack.process("registry"));
        assertThat(Http.get(subject)).hasSize(1);
    }

    /** A killed TaskManager is noticed, and another takes its place. */
    @Test
    @Order(6)
    void aTaskManagerIsReplaced() throws Exception {
        StackProcess first = stack.process("taskmanager-1");
        first.kill();
        assertThat(first.isAlive()).isFalse();
        StackProcess second = stack.startTaskManager();
        assertThat(second.name()).isEqualTo("taskmanager-2");
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> taskManagers() == 1);
        stack.restart(first);
        assertThat(taskManagers()).isEqualTo(2);
    }

    /** Without high availability its jobs are gone, but the cluster is whole again. */
    @Test
    @Order(7)
    void theJobManagerIsFoundAgainByItsTaskManagers() throws Exception {
        stack.restart(stack.process("jobmanager"));
        assertThat(KeyedCountJob.run(stack.flinkConfiguration(), 100)).isEqualTo(100);
    }

    /** It says where it looks: at this stack, though nobody told it. */
    @Test
    @Order(8)
    void theInspectorWatchesTheStackItBelongsTo() throws Exception {
        URI page = URI.create(stack.process("inspector").where());
        JsonNode state = Http.get(page.resolve("/api/state"));
        assertThat(state.path("kafka").asText()).isEqualTo(stack.bootstrapServers());
        assertThat(state.path("flink").asText()).isEqualTo(stack.flinkRest().toString());
        assertThat(LocalStack.find(stack.directory()).orElseThrow().inspector()).contains(page);
    }

    private static int taskManagers() throws Exception {
        JsonNode overview = Http.get(stack.flinkRest().resolve("/overview"));
        return overview.path("taskmanagers").asInt();
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", stack.bootstrapServers());
    }
}
