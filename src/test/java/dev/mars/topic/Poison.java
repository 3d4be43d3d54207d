// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.NOW;
import static dev.mars.topic.Fixtures.utf8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of the input topics that cannot be used, of every kind. */
final class Poison {
    /**
     * All of them with good keys where the fault is elsewhere; by the reason that each must have.
     */
    static Map<Reason, Set<ProducerRecord<byte[], byte[]>>> of(
            TopicNames names, SchemaRegistry registry) throws Exception {
        String behavior = names.behavior();
        String item = names.item();
        InputRecords records = InputRecords.of(names, registry);
        byte[] good = records.behavior(new Behavior("u", "i", "click", NOW, null), NOW).value();
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        byte[] shorter = Arrays.copyOf(good, good.length - 1);
        float[] text = {1, 2, 3};
        Map<Reason, Set<ProducerRecord<byte[], byte[]>>> poison = new LinkedHashMap<>();
        poison.put(
                Reason.UNDECODABLE,
                Set.of(
                        record(behavior, "u", new byte[0]),
                        record(behavior, "u", utf8("{\"userId\": \"u\"}")),
                        record(behavior, "u", longer),
                        record(behavior, "u", shorter),
                        record(item, "i", good)));
        poison.put(
                Reason.UNKNOWN_SCHEMA,
                Set.of(record(behavior, "u", Fixtures.wire(1_000_000, new byte[9]))));
        poison.put(
                Reason.MISSING_ID,
                Set.of(
                        records.behavior(new Behavior("", "i", "click", NOW, null), NOW),
                        records.behavior(new Behavior("u", "", "click", NOW, null), NOW),
                        record(behavior, null, null),
                        records.item(new ItemFeatures("", NOW, text, null), null, NOW)));
        poison.put(
                Reason.ID_TOO_LONG,
                Set.of(
                        records.behavior(
                                new Behavior("u".repeat(2000), "i", "click", NOW, null), NOW)));
        poison.put(Reason.KEY_MISMATCH, Set.of(record(behavior, "v", good)));
        poison.put(
                Reason.WRONG_LENGTH,
                Set.of(records.item(new ItemFeatures("i", NOW, new float[2], null), null, NOW)));
        poison.put(
                Reason.NOT_FINITE,
                Set.of(
                        records.behavior(new Behavior("u", "i", "click", NOW, Float.NaN), NOW),
                        records.item(
                                new ItemFeatures("i", NOW, new float[] {1, 2, Float.NaN}, null),
                                null,
                                NOW)));
        poison.put(
                Reason.UNKNOWN_ACTION,
                Set.of(records.behavior(new Behavior("u", "i", "spit", NOW, null), NOW)));
        poison.put(
                Reason.BAD_TIMESTAMP,
                Set.of(
                        records.behavior(new Behavior("u", "i", "click", -1, null), NOW),
                        records.behavior(
                                new Behavior("u", "i", "click", NOW + 2 * Fixtures.HOUR, null),
                                NOW),
                        records.item(new ItemFeatures("i", -1, text, null), null, NOW)));
        return poison;
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, null, NOW, utf8(key), value);
    }

    private Poison() {}
}
