// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.Delivery;
import dev.mars.topic.TopicSettings;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The job's sources and sinks. Sources start at a topic's beginning, or at a time, never at a
 * group's committed offsets: without the state that belongs to an offset, output would not be a
 * function of the input.
 */
final class KafkaEnds {
    private final JobSettings settings;
    private final boolean bounded;

    /**
     * @param bounded true to end at what the topics hold when the job starts
     */
    KafkaEnds(JobSettings settings, boolean bounded) {
        this.settings = settings;
        this.bounded = bounded;
    }

    <T> KafkaSource<T> source(
            String topic, Properties properties, KafkaRecordDeserializationSchema<T> schema) {
        return source(topic, properties, schema, OffsetsInitializer.earliest());
    }

    <T> KafkaSource<T> source(
            String topic,
            Properties properties,
            KafkaRecordDeserializationSchema<T> schema,
            OffsetsInitializer start) {
        TopicSettings topics = settings.topics();
        KafkaSourceBuilder<T> source =
                KafkaSource.<T>builder()
                        .setBootstrapServers(topics.bootstrapServers())
                        .setProperties(properties)
                        .setGroupId(settings.consumerGroup())
                        .setClientIdPrefix(settings.consumerGroup() + "-" + topic)
                        .setTopics(topic)
                        .setStartingOffsets(new NoJump(start))
                        .setDeserializer(schema);
        if (bounded) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    KafkaSink<Outgoing> sink(String topic) {
        boolean exactly = settings.delivery() == Delivery.EXACTLY_ONCE;
        KafkaSinkBuilder<Outgoing> sink =
                KafkaSink.<Outgoing>builder()
                        .setBootstrapServers(settings.topics().bootstrapServers())
                        .setKafkaProducerConfig(settings.topics().producer())
                        .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4")
                        .setRecordSerializer(new OutgoingSerialization(topic))
                        .setDeliveryGuarantee(
                                exactly
                                        ? DeliveryGuarantee.EXACTLY_ONCE
                                        : DeliveryGuarantee.AT_LEAST_ONCE);
        if (exactly) {
            sink.setTransactionalIdPrefix(settings.transactionPrefix() + "-" + topic)
                    .setProperty(
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                            Long.toString(JobSettings.TRANSACTION_TIMEOUT.toMillis()));
        }
        return sink.build();
    }
}
