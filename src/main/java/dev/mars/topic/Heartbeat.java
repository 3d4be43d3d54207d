// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records that move one partition's progress and nothing else: a partition without news holds every
 * output back until one comes. A heartbeat says that its partition will have nothing before its
 * time. It carries that time as its Kafka timestamp too, so that it passes validation in any
 * replay. For one thread.
 */
public final class Heartbeat {
    /** Action of a behaviour that is a heartbeat. */
    public static final String ACTION = "HEARTBEAT";

    /** Begins the key of an item topic's heartbeat: compaction keeps one for each partition. */
    public static final String KEY_PREFIX = "$heartbeat/";

    private final AvroFormat<UserBehavior> behaviors;
    private final AvroFormat<ItemModality> items;

    public Heartbeat(AvroFormat<UserBehavior> behaviors, AvroFormat<ItemModality> items) {
        this.behaviors = behaviors;
        this.items = items;
    }

    /**
     * With the schemas that are registered for the topics.
     *
     * @throws IOException if the registry cannot be reached or lacks them
     */
    public static Heartbeat of(TopicNames names, SchemaRegistry registry) throws IOException {
        return new Heartbeat(
                AvroFormat.of(UserBehavior.class, registry, names.behavior()),
                AvroFormat.of(ItemModality.class, registry, names.item()));
    }

    /** For a partition of the behaviour topic; time in milliseconds since the epoch. */
    public ProducerRecord<byte[], byte[]> behavior(String topic, int partition, long time) {
        UserBehavior value = new UserBehavior("", "", ACTION, time, null);
        return new ProducerRecord<>(topic, partition, time, null, behaviors.encode(value));
    }

    /** For a partition of the item topic; time in milliseconds since the epoch. */
    public ProducerRecord<byte[], byte[]> item(String topic, int partition, long time) {
        ItemModality value = new ItemModality("", time, null, null, null, true);
        byte[] key = (KEY_PREFIX + partition).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, time, key, items.encode(value));
    }
}
