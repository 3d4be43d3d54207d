// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record as it will stand on a topic.
 *
 * @param key UTF-8, or null
 * @param value null for a tombstone
 * @param timestamp Kafka timestamp, milliseconds since the epoch, or null to let Kafka choose
 */
public record Outgoing(byte[] key, byte[] value, Long timestamp) {
    static Outgoing of(ProducerRecord<byte[], byte[]> record) {
        return new Outgoing(record.key(), record.value(), record.timestamp());
    }
}
