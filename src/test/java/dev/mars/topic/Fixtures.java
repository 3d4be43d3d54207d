// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Records to read, and the schema ids that the tests' writers use. */
final class Fixtures {
    static final int BEHAVIOR_ID = 1;
    static final int ITEM_ID = 2;
    static final long NOW = 1_380_000_000_000L;
    static final long HOUR = 3_600_000L;

    static final BehaviorRules BEHAVIOR_RULES =
            new BehaviorRules(Map.of("impression", 0.0, "click", 1.0), HOUR);
    static final ItemRules ITEM_RULES = new ItemRules(3, 2, HOUR);

    static final SchemaSource SCHEMAS =
            schemas(
                    Map.of(
                            BEHAVIOR_ID, UserBehavior.getClassSchema(),
                            ITEM_ID, ItemModality.getClassSchema()));

    static SchemaSource schemas(Map<Integer, Schema> byId) {
        return id -> {
            if (!byId.containsKey(id)) {
                throw new RejectedException(Reason.UNKNOWN_SCHEMA, "no schema id " + id);
            }
            return byId.get(id);
        };
    }

    static AvroFormat<UserBehavior> behaviors() {
        return new AvroFormat<>(UserBehavior.class, SCHEMAS, BEHAVIOR_ID);
    }

    static AvroFormat<ItemModality> items() {
        return new AvroFormat<>(ItemModality.class, SCHEMAS, ITEM_ID);
    }

    static BehaviorReader behaviorReader() {
        return new BehaviorReader(SCHEMAS, BEHAVIOR_RULES);
    }

    static ItemReader itemReader() {
        return new ItemReader(SCHEMAS, ITEM_RULES);
    }

    static RawRecord raw(byte[] key, byte[] value) {
        return new RawRecord("a-topic", 3, 42, NOW, key, value, List.of());
    }

    static RawRecord raw(String key, byte[] value) {
        return raw(utf8(key), value);
    }

    static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Confluent's header and a body. */
    static byte[] wire(int id, byte[] body) {
        return java.nio.ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }

    private Fixtures() {}
}
