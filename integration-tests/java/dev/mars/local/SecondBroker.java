// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import dev.mars.it.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.metadata.storage.Formatter;
import org.awaitility.Awaitility;

/**
 * One more broker beside a local stack's, for as long as a test moves partitions about. It is gone
 * from the cluster when it is closed; partitions must be back by then.
 */
public final class SecondBroker implements AutoCloseable {
    private static final int FIRST_NODE = 1;
    private static final int NODE = 2;

    private final StackProcess process;
    private final Admin admin;

    private SecondBroker(StackProcess process, Admin admin) {
        this.process = process;
        this.admin = admin;
    }

    /** Returns when clients can find it. */
    public static SecondBroker start(LocalStack stack) throws Exception {
        Path first = stack.directory().resolve("kafka");
        Path directory = stack.directory().resolve("kafka-2-" + System.nanoTime());
        Files.createDirectories(directory);
        Path properties = directory.resolve("server.properties");
        Properties configuration = read(first.resolve("server.properties"));
        String where = configuration(configuration, directory, FreePort.take());
        try (OutputStream out = Files.newOutputStream(properties)) {
            configuration.store(out, "The local stack's, but for addresses and roles.");
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE)
                .setClusterId(read(first.resolve("data/meta.properties")).getProperty("cluster.id"))
                .setControllerListenerName("CONTROLLER")
                .addDirectory(directory.resolve("data").toString())
                .setMetadataLogDirectory(directory.resolve("data").toString())
                .run();
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
        ProcessSpec spec =
                new ProcessSpec(
                        "kafka-2",
                        JavaRuntime.current(),
                        Installation.find().classpath(List.of()),
                        flags(),
                        "kafka.Kafka",
                        List.of(properties.toString()));
        Component component =
                new Component(
                        spec, 0, where, () -> admin.describeCluster().nodes().get().size() == 2);
        StackProcess process = new StackProcess(n -> component, stack.directory());
        new Readiness(stack.directory(), StackProgress.SILENT, () -> false).await(List.of(process));
        return new SecondBroker(process, admin);
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(JavaRuntime.current().openings());
        flags.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", JavaRuntime.QUICK_START));
        return flags;
    }

    private static String configuration(Properties configuration, Path directory, int port) {
        String where = "PLAINTEXT://localhost:" + port;
        configuration.setProperty("process.roles", "broker");
        configuration.setProperty("node.id", String.valueOf(NODE));
        configuration.setProperty("listeners", "PLAINTEXT://127.0.0.1:" + port);
        configuration.setProperty("advertised.listeners", where);
        configuration.setProperty("log.dirs", directory.resolve("data").toString());
        return where;
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    /** Moves every partition here, and returns when it leads all of them. */
    public void takeAll() throws Exception {
        moveAllTo(NODE);
    }

    /** Moves every partition to the stack's own broker. */
    public void giveBackAll() throws Exception {
        moveAllTo(FIRST_NODE);
    }

    private void moveAllTo(int node) throws Exception {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        for (TopicDescription topic : topics()) {
            for (TopicPartitionInfo partition : topic.partitions()) {
                moves.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        Optional.of(new NewPartitionReassignment(List.of(node))));
            }
        }
        admin.alterPartitionReassignments(moves).all().get();
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> isAllOn(node));
    }

    private boolean isAllOn(int node) throws Exception {
        return admin.listPartitionReassignments().reassignments().get().isEmpty()
                && topics().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(p -> p.leader() != null && p.leader().id() == node);
    }

    private List<TopicDescription> topics() throws Exception {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        return List.copyOf(admin.describeTopics(names).allTopicNames().get().values());
    }

    /** Ends it in order, and forgets it: a node that is only away would be given partitions. */
    @Override
    public void close() throws Exception {
        Ending.inOrder(List.of(new Ending(process.name(), process.handle())), StackProgress.SILENT);
        admin.unregisterBroker(NODE).all().get();
        admin.close();
    }
}
