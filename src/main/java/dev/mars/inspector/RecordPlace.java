// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads single records of a topic by where they stand. Safe for many threads, one at a time. */
final class RecordPlace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Properties consumer;
    private final String topic;
    private KafkaConsumer<byte[], byte[]> client;

    RecordPlace(Properties consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * @return empty if it is not there any more, or does not come within five seconds
     * @throws IOException if Kafka refuses
     */
    synchronized Optional<RawRecord> read(int partition, long offset) throws IOException {
        try {
            if (client == null) {
                client = new KafkaConsumer<>(consumer);
            }
            TopicPartition place = new TopicPartition(topic, partition);
            client.assign(List.of(place));
            client.seek(place, offset);
            for (ConsumerRecord<byte[], byte[]> record : client.poll(PATIENCE)) {
                // The first one; a later one if it has been compacted or has expired.
                return record.offset() == offset
                        ? Optional.of(RawRecord.of(record))
                        : Optional.empty();
            }
            return Optional.empty();
        } catch (KafkaException e) {
            close();
            throw new IOException(
                    "Kafka failed while reading record %d of %s, partition %d: %s"
                            .formatted(offset, topic, partition, e.getMessage()),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
