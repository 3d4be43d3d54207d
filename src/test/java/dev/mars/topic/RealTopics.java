// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.it.Stack;
import dev.mars.local.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics of a real Kafka broker and a real Apicurio registry: those of the shared local stack, or
 * of the system properties mars.test.bootstrap-servers and mars.test.registry-url.
 */
final class RealTopics implements AutoCloseable {
    private final String bootstrapServers;
    private final String registryUrl;
    private final TopicSettings settings;
    private final SchemaRegistry registry;

    RealTopics() throws Exception {
        String given = System.getProperty("mars.test.bootstrap-servers");
        LocalStack stack = given == null ? Stack.shared() : null;
        bootstrapServers = given == null ? stack.bootstrapServers() : given;
        registryUrl =
                given == null ? stack.registryUrl() : System.getProperty("mars.test.registry-url");
        settings = settings(Map.of());
        registry = settings.registry();
    }

    /** Of the topics of the default names. */
    TopicSettings settings() {
        return settings;
    }

    SchemaRegistry registry() {
        return registry;
    }

    Heartbeat heartbeat(TopicSettings own) throws Exception {
        return Heartbeat.of(own.names(), registry);
    }

    /** Topics of one partition for one test alone. */
    TopicSettings fresh(String name) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String topic : List.of("behavior", "item", "model", "output", "dead-letter")) {
            options.put("mars.topic." + topic, name + "-" + topic);
        }
        options.put("mars.topic.partitions", "1");
        TopicSettings own = settings(options);
        try (TopicCreation topics = new TopicCreation(own)) {
            topics.create(line -> {});
        }
        return own;
    }

    TopicSettings settings(Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        configuration.setString("mars.kafka.bootstrap-servers", bootstrapServers);
        configuration.setString("mars.registry.url", registryUrl);
        return TopicSettings.from(configuration);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static void send(Properties properties, ProducerRecord<byte[], byte[]>... records)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    List<RawRecord> read(String topic) {
        List<RawRecord> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer(null))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> records.add(RawRecord.of(r)));
            }
        }
        return records;
    }

    @Override
    public void close() {
        registry.close();
    }
}
