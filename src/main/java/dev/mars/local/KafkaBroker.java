// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker that is its own KRaft controller: one node, one replica of everything. */
final class KafkaBroker {
    private static final int NODE = 1;
    private static final String HEAP = "-Xmx384m";
    private static final int PROBE_MS = 20_000;

    /** Lists that a user adds to: the stack itself needs its own entries. */
    private static final Set<String> ADDED_TO =
            Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

    private final Path directory;
    private final StackPorts ports;
    private final Map<String, String> more;

    /**
     * @param more properties of the broker; listeners are added, others win
     */
    KafkaBroker(Path stackDirectory, StackPorts ports, Map<String, String> more) {
        this.directory = stackDirectory.resolve("kafka");
        this.ports = ports;
        this.more = more;
    }

    String bootstrapServers() {
        return "localhost:" + ports.kafka();
    }

    /** Writes the configuration, and formats the storage unless it holds data already. */
    Component prepare(String classpath) {
        Path properties = directory.resolve("server.properties");
        try {
            Files.createDirectories(directory);
            try (OutputStream out = Files.newOutputStream(properties)) {
                configuration().store(out, "Written at every start of the local stack.");
            }
            if (!Files.exists(data().resolve("meta.properties"))) {
                format();
            }
        } catch (Exception e) {
            throw new StackException(
                    "cannot prepare Kafka's data in "
                            + data()
                            + ": "
                            + e.getMessage()
                            + "; `mars down --purge` deletes it",
                    e);
        }
        List<String> flags = new ArrayList<>(JavaRuntime.current().openings());
        flags.addAll(List.of(HEAP, "-XX:+UseSerialGC", JavaRuntime.QUICK_START));
        ProcessSpec spec =
                new ProcessSpec(
                        "kafka",
                        JavaRuntime.current(),
                        classpath,
                        flags,
                        "kafka.Kafka",
                        List.of(properties.toString()));
        return new Component(spec, ports.kafka(), bootstrapServers(), this::answers);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Properties configuration() {
        Properties p = new Properties();
        String host = "127.0.0.1";
        p.putAll(
                Map.of(
                        "process.roles",
                        "broker,controller",
                        "node.id",
                        Integer.toString(NODE),
                        "controller.quorum.voters",
                        NODE + "@" + host + ":" + ports.controller(),
                        "listeners",
                        "PLAINTEXT://"
                                + host
                                + ":"
                                + ports.kafka()
                                + ",CONTROLLER://"
                                + host
                                + ":"
                                + ports.controller(),
                        "advertised.listeners",
                        "PLAINTEXT://" + bootstrapServers(),
                        "controller.listener.names",
                        "CONTROLLER",
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "log.dirs",
                        data().toString()));
        // The defaults ask for three replicas and make fifty partitions of each internal topic.
        for (String topic :
                List.of(
                        "offsets.topic",
                        "transaction.state.log",
                        "share.coordinator.state.topic")) {
            p.setProperty(topic + ".replication.factor", "1");
            p.setProperty(topic + ".num.partitions", "4");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        // Event times are old in a replay: nothing may expire by them.
        p.setProperty("log.retention.ms", "-1");
        p.setProperty("auto.create.topics.enable", "false");
        // The broker is its own controller: 9 s without a heartbeat mean a loaded machine only. But
        // one that was killed can register again no sooner than its old session ends.
        p.setProperty("broker.session.timeout.ms", "20000");
        p.setProperty("initial.broker.registration.timeout.ms", "600000");
        // The cleaner takes 128 MB of heap by default.
        p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        more.forEach(
                (name, value) ->
                        p.setProperty(
                                name,
                                ADDED_TO.contains(name)
                                        ? p.getProperty(name) + "," + value
                                        : value));
        return p;
    }

    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .addDirectory(data().toString())
                .setMetadataLogDirectory(data().toString())
                .run();
    }

    private boolean answers() throws Exception {
        // An admin client that cannot connect fills the log with warnings: knock first.
        new Socket(InetAddress.getLoopbackAddress(), ports.kafka()).close();
        Map<String, Object> client =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS);
        try (Admin admin = Admin.create(client)) {
            return !admin.describeCluster().nodes().get(PROBE_MS, TimeUnit.MILLISECONDS).isEmpty();
        }
    }
}
