// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.AlignmentModel;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What a topic is made with. Retention is unlimited: event times may be years old, and a finite
 * retention would delete such records as soon as they are written. Kafka timestamps are the
 * producer's (CreateTime): null values take effect at them, and validation measures by them. An
 * input from further in the future than validation allows is refused by the broker already: two
 * times in microseconds, say, agree with each other, and would make all that follows late.
 *
 * @param config the broker's settings that are not left to its defaults
 */
public record TopicPlan(String topic, int partitions, Map<String, String> config, Schema schema) {
    private static final String MAX_BYTES = "max.message.bytes";
    private static final String AFTER_CLOCK = "message.timestamp.after.max.ms";
    private static final String ANY = String.valueOf(Long.MAX_VALUE);

    /** Milliseconds that producers' clocks may be ahead of a broker's: the default of Kafka 4. */
    private static final long CLOCKS = 3_600_000;

    /** Not the most that there is: the broker adds it to its clock. */
    private static final String HUNDRED_YEARS = String.valueOf(Duration.ofDays(36_500).toMillis());

    /** Of all topics. */
    public static List<TopicPlan> of(TopicSettings settings) {
        TopicNames names = settings.names();
        int partitions = settings.partitions();
        String lag = String.valueOf(settings.itemCompactionLag().toMillis());
        String modelBytes = String.valueOf(settings.modelMaxBytes());
        String ahead = String.valueOf(Math.max(settings.maxAhead().toMillis(), CLOCKS));
        List<TopicPlan> plans = new ArrayList<>();
        Collections.addAll(
                plans,
                new TopicPlan(
                        names.behavior(),
                        partitions,
                        with(log(), AFTER_CLOCK, ahead),
                        UserBehavior.getClassSchema()),
                new TopicPlan(
                        names.item(),
                        partitions,
                        with(compacted("min.compaction.lag.ms", lag), AFTER_CLOCK, ahead),
                        ItemModality.getClassSchema()),
                new TopicPlan(
                        names.model(),
                        1,
                        // What tells that a model was deleted, and its version taken.
                        with(
                                compacted(MAX_BYTES, modelBytes),
                                "delete.retention.ms",
                                HUNDRED_YEARS),
                        AlignmentModel.getClassSchema()));
        plans.addAll(written(settings));
        return plans;
    }

    /**
     * Of the topics that a job writes. Its records carry event times, or the times of the records
     * that they answer: the broker's clock, by which it takes none of more than an hour ahead, must
     * not decide which of them can be written.
     */
    public static List<TopicPlan> written(TopicSettings settings) {
        TopicNames names = settings.names();
        int partitions = settings.partitions();
        String letterBytes = String.valueOf(DeadLetters.MAX_BYTES);
        return List.of(
                new TopicPlan(
                        names.output(),
                        partitions,
                        with(outputs(settings.outputMaxBytes()), AFTER_CLOCK, ANY),
                        AugmentedSequence.getClassSchema()),
                new TopicPlan(
                        names.deadLetter(),
                        partitions,
                        with(with(log(), MAX_BYTES, letterBytes), AFTER_CLOCK, ANY),
                        DeadLetter.getClassSchema()));
    }

    /** Whether its records have one order, and so one partition. */
    public boolean isOrdered() {
        return schema.equals(AlignmentModel.getClassSchema());
    }

    /** How a topic differs from this, in words; empty if it does not. */
    String differences(TopicState actual) {
        List<String> differences = new ArrayList<>();
        if (actual.partitions() != partitions) {
            differences.add(
                    "it has %s partitions, expected %s%s"
                            .formatted(
                                    actual.partitions(),
                                    partitions,
                                    isOrdered() ? ", as models have one order" : ""));
        }
        config.forEach(
                (key, wanted) -> {
                    String value = actual.settings().get(key);
                    if (!wanted.equals(value)) {
                        differences.add("%s is %s, expected %s".formatted(key, value, wanted));
                    }
                });
        return String.join("; ", differences);
    }

    private static Map<String, String> log() {
        return with(with(created("delete"), "retention.ms", "-1"), "retention.bytes", "-1");
    }

    /** What a broker takes anyway is left to its defaults. */
    private static Map<String, String> outputs(int bytes) {
        return bytes > OutputSize.USUAL ? with(log(), MAX_BYTES, String.valueOf(bytes)) : log();
    }

    private static Map<String, String> compacted(String key, String value) {
        return with(created("compact"), key, value);
    }

    private static Map<String, String> created(String cleanup) {
        Map<String, String> config = with(new TreeMap<>(), "cleanup.policy", cleanup);
        return with(config, "message.timestamp.type", "CreateTime");
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        config.put(key, value);
        return config;
    }
}
