// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records that producers of the two input topics write, keyed by their ids. Each method takes
 * the record's Kafka timestamp, in milliseconds since the epoch: validation measures event times by
 * it, and null values take effect at it. For one thread.
 */
public final class InputRecords {
    private final TopicNames names;
    private final AvroFormat<UserBehavior> behaviors;
    private final AvroFormat<ItemModality> items;

    public InputRecords(
            TopicNames names, AvroFormat<UserBehavior> behaviors, AvroFormat<ItemModality> items) {
        this.names = names;
        this.behaviors = behaviors;
        this.items = items;
    }

    /**
     * With the schemas that are registered for the topics.
     *
     * @throws IOException if the registry cannot be reached or lacks them
     */
    public static InputRecords of(TopicNames names, SchemaRegistry registry) throws IOException {
        return new InputRecords(
                names,
                AvroFormat.of(UserBehavior.class, registry, names.behavior()),
                AvroFormat.of(ItemModality.class, registry, names.item()));
    }

    public ProducerRecord<byte[], byte[]> behavior(Behavior behavior, long timestamp) {
        byte[] value =
                behaviors.encode(
                        new UserBehavior(
                                behavior.userId(),
                                behavior.itemId(),
                                behavior.action(),
                                behavior.eventTime(),
                                behavior.rating()));
        return record(names.behavior(), behavior.userId(), value, timestamp);
    }

    /**
     * A version of an item.
     *
     * @param title for people; null if there is none
     */
    public ProducerRecord<byte[], byte[]> item(ItemFeatures item, String title, long timestamp) {
        byte[] value =
                items.encode(
                        new ItemModality(
                                item.itemId(),
                                item.effectiveFrom(),
                                Floats.list(item.text()),
                                Floats.list(item.image()),
                                title,
                                false));
        return record(names.item(), item.itemId(), value, timestamp);
    }

    /** The null value that erases a user. */
    public ProducerRecord<byte[], byte[]> erasure(String userId, long timestamp) {
        return record(names.behavior(), userId, null, timestamp);
    }

    /** The null value that retires an item. */
    public ProducerRecord<byte[], byte[]> retirement(String itemId, long timestamp) {
        return record(names.item(), itemId, null, timestamp);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, String id, byte[] value, long timestamp) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, timestamp, key, value);
    }
}
