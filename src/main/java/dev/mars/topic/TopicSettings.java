// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.config.MarsOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Where topics and schemas are, and how topics are made.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param kafkaProperties for every Kafka client; they win over this class's own, but for the
 *     serializers and the sizes that large records need. Secrets in them are references, such as
 *     {@code ${file:/path/to.properties:key}}, which each client looks up itself
 * @param registryProperties for the registry client; the same holds for them
 * @param partitions of a topic that is created; the model topic has one, as its order is total
 * @param itemCompactionLag how long item versions are safe from compaction
 * @param modelMaxBytes largest record of the model topic
 * @param outputMaxBytes largest output that there can be, see {@link OutputSize}
 * @param maxAhead how far a record's time may be ahead
 */
public record TopicSettings(
        String bootstrapServers,
        Map<String, String> kafkaProperties,
        String registryUrl,
        Map<String, String> registryProperties,
        TopicNames names,
        int partitions,
        int replication,
        Duration itemCompactionLag,
        int modelMaxBytes,
        int outputMaxBytes,
        Duration maxAhead)
        implements Serializable {
    private static final int LEAST_MODEL_BYTES = 1 << 20;
    private static final int MOST_MODEL_BYTES = 1 << 30;
    private static final int CLIENT_BUFFER = 32 << 20;

    /** Bytes of a partition that a consumer of behaviours takes at a time. */
    private static final int BEHAVIOR_FETCH = 128 << 10;

    /** Bytes that a scan takes at a time: of a broker, and of each partition. */
    private static final int SCAN_FETCH = 8 << 20;

    private static final int SCAN_PARTITION_FETCH = 256 << 10;

    public TopicSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
        registryProperties = Map.copyOf(registryProperties);
        OpenSecrets.refuse(MarsOptions.KAFKA_PROPERTIES.key(), kafkaProperties);
        OpenSecrets.refuse(MarsOptions.REGISTRY_PROPERTIES.key(), registryProperties);
        OpenSecrets.refuseIn(MarsOptions.REGISTRY_URL.key(), registryUrl);
        within(MarsOptions.TOPIC_PARTITIONS.key(), partitions, 1, Integer.MAX_VALUE);
        within(MarsOptions.TOPIC_REPLICATION.key(), replication, 1, Short.MAX_VALUE);
        within(
                MarsOptions.MODEL_MAX_BYTES.key(),
                modelMaxBytes,
                LEAST_MODEL_BYTES,
                MOST_MODEL_BYTES);
        within(
                MarsOptions.ITEM_COMPACTION_LAG.key() + " in ms",
                itemCompactionLag.toMillis(),
                0,
                Long.MAX_VALUE);
    }

    public static TopicSettings from(ReadableConfig configuration) {
        MemorySize modelBytes = configuration.get(MarsOptions.MODEL_MAX_BYTES);
        return new TopicSettings(
                configuration.get(MarsOptions.BOOTSTRAP_SERVERS),
                configuration.get(MarsOptions.KAFKA_PROPERTIES),
                configuration.get(MarsOptions.REGISTRY_URL),
                configuration.get(MarsOptions.REGISTRY_PROPERTIES),
                new TopicNames(
                        configuration.get(MarsOptions.BEHAVIOR_TOPIC),
                        configuration.get(MarsOptions.ITEM_TOPIC),
                        configuration.get(MarsOptions.MODEL_TOPIC),
                        configuration.get(MarsOptions.OUTPUT_TOPIC),
                        configuration.get(MarsOptions.DEAD_LETTER_TOPIC)),
                configuration.get(MarsOptions.TOPIC_PARTITIONS),
                configuration.get(MarsOptions.TOPIC_REPLICATION),
                configuration.get(MarsOptions.ITEM_COMPACTION_LAG),
                (int) Math.min(modelBytes.getBytes(), Integer.MAX_VALUE),
                OutputSize.most(configuration),
                configuration.get(MarsOptions.MAX_AHEAD));
    }

    /** A client of the registry that is set here. */
    public SchemaRegistry registry() {
        return new SchemaRegistry(registryUrl, registryProperties);
    }

    /**
     * What every Kafka client needs: where the brokers are, and the user's own properties.
     *
     * @throws IllegalArgumentException if one refers to a secret that is not there
     */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(
                SecretReferences.checked(MarsOptions.KAFKA_PROPERTIES.key(), kafkaProperties));
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /**
     * For a consumer of bytes that starts at the beginning. It reads no record of a transaction
     * that was aborted, or may still be: output must not follow from what never was.
     *
     * @param group null for one without a group, which must be assigned its partitions
     */
    public Properties consumer(String group) {
        Properties properties = clientProperties();
        properties.putIfAbsent("auto.offset.reset", "earliest");
        properties.putIfAbsent("enable.auto.commit", "false");
        properties.putIfAbsent("allow.auto.create.topics", "false");
        properties.putIfAbsent("isolation.level", "read_committed");
        if (group != null) {
            properties.setProperty("group.id", group);
        }
        properties.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
        return properties;
    }

    /**
     * A consumer of behaviours. Those of several partitions come in turns of a fetch each, and what
     * is ahead of the slowest partition waits in every operator: with Kafka's fetches of 1 MiB,
     * some 15,000 short behaviours, or more than wait on the heap.
     */
    public Properties behaviorConsumer() {
        Properties properties = consumer(null);
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(BEHAVIOR_FETCH));
        return properties;
    }

    /**
     * A consumer that goes through a whole topic, beside a sort that has the memory: with Kafka's
     * fetches of 1 MiB of each partition, 200 partitions take 200 MB. A record that is larger than
     * this still comes, on its own.
     */
    Properties scanConsumer() {
        Properties properties = consumer(null);
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(SCAN_PARTITION_FETCH));
        return scanning(properties);
    }

    /** The same of models. */
    Properties modelScanConsumer() {
        return scanning(modelConsumer(null));
    }

    private static Properties scanning(Properties properties) {
        properties.putIfAbsent("fetch.max.bytes", String.valueOf(SCAN_FETCH));
        return properties;
    }

    /**
     * For a producer of bytes that loses and repeats nothing, of any record but models; the largest
     * is a dead letter.
     */
    public Properties producer() {
        return producer(DeadLetters.MAX_BYTES);
    }

    /** A consumer that fetches the largest model whole. */
    public Properties modelConsumer(String group) {
        Properties properties = consumer(group);
        properties.setProperty("max.partition.fetch.bytes", String.valueOf(modelMaxBytes));
        return properties;
    }

    /** A producer that takes the largest model. */
    public Properties modelProducer() {
        return producer(modelMaxBytes);
    }

    private Properties producer(int maxBytes) {
        Properties properties = clientProperties();
        properties.putIfAbsent("acks", "all");
        properties.putIfAbsent("enable.idempotence", "true");
        properties.putIfAbsent("linger.ms", "5");
        properties.putIfAbsent("buffer.memory", String.valueOf(Math.max(CLIENT_BUFFER, maxBytes)));
        properties.setProperty("max.request.size", String.valueOf(maxBytes));
        properties.setProperty("key.serializer", ByteArraySerializer.class.getName());
        properties.setProperty("value.serializer", ByteArraySerializer.class.getName());
        return properties;
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s is %s; it must be within %s and %s: correct it"
                            .formatted(key, value, least, most));
        }
    }
}
