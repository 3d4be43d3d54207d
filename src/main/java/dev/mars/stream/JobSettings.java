// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.Delivery;
import dev.mars.config.IndexMode;
import dev.mars.config.MarsOptions;
import dev.mars.profile.ActivityRule;
import dev.mars.profile.Decay;
import dev.mars.profile.PositiveRule;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.topic.BehaviorRules;
import dev.mars.topic.OutputSize;
import dev.mars.topic.TopicSettings;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options of a job, checked.
 *
 * @param maxAhead milliseconds that a record's event time may lie ahead of its Kafka timestamp
 * @param behaviorOutOfOrderness milliseconds
 * @param itemOutOfOrderness milliseconds
 * @param idleness zero = off
 * @param copies keys that share an item's behaviours
 */
public record JobSettings(
        TopicSettings topics,
        PositiveRule positives,
        RetrievalSettings retrieval,
        Epochs epochs,
        boolean donorIds,
        IndexMode index,
        long maxAhead,
        long behaviorOutOfOrderness,
        long itemOutOfOrderness,
        Duration idleness,
        ItemCopies copies,
        int parallelism,
        int maxParallelism,
        Duration checkpointInterval,
        Delivery delivery,
        String transactionPrefix,
        String consumerGroup) {
    /** Below the brokers' usual cap of 15 minutes; Flink's own default is above it. */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    /** Flink's bounds. */
    private static final int MOST_KEY_GROUPS = 1 << 15;

    private static final long LEAST_INTERVAL = 10;

    /**
     * @throws IllegalArgumentException naming the option, its value and the rule it breaks
     */
    public static JobSettings from(ReadableConfig config) {
        Decay decay = new Decay(millis(config, MarsOptions.HALF_LIFE, 0));
        ActivityRule activity =
                new ActivityRule(
                        decay,
                        config.get(MarsOptions.ACTIVITY_LOW),
                        config.get(MarsOptions.ACTIVITY_HIGH),
                        config.get(MarsOptions.HYSTERESIS));
        PositiveRule positives =
                new PositiveRule(
                        BehaviorRules.from(config).actions(),
                        activity,
                        config.get(MarsOptions.SEQUENCE_LENGTH),
                        millis(config, MarsOptions.EXPIRE_AFTER, 0));
        RetrievalSettings retrieval =
                new RetrievalSettings(
                        config.get(MarsOptions.DONOR_RANKING),
                        config.get(MarsOptions.OWN_ITEMS),
                        config.get(MarsOptions.NEIGHBOURS),
                        config.get(MarsOptions.POSTINGS),
                        config.get(MarsOptions.DONORS),
                        config.get(MarsOptions.AUGMENTED_ITEMS),
                        config.get(MarsOptions.MIN_SUPPORTERS),
                        config.get(MarsOptions.TEMPERATURE),
                        config.get(MarsOptions.SCORE_FLOOR),
                        config.get(MarsOptions.SCORE));
        OutputSize.require(config);
        IndexMode index = config.get(MarsOptions.INDEX_MODE);
        Duration idleness = config.get(MarsOptions.IDLENESS);
        if (index == IndexMode.SHARDED) {
            retrieval.forShards();
            requireNobodyIdle(idleness, MarsOptions.INDEX_MODE, index);
        }
        ItemCopies copies = new ItemCopies(config.get(MarsOptions.ITEM_COPIES));
        if (copies.count() > 1) {
            requireNobodyIdle(idleness, MarsOptions.ITEM_COPIES, copies.count());
        }
        int maxParallelism = within(config, MarsOptions.MAX_PARALLELISM, MOST_KEY_GROUPS);
        Delivery delivery = config.get(MarsOptions.DELIVERY);
        long interval = millis(config, MarsOptions.CHECKPOINT_INTERVAL, LEAST_INTERVAL);
        if (delivery == Delivery.EXACTLY_ONCE) {
            requireLongerTransactions(interval);
        }
        return new JobSettings(
                TopicSettings.from(config),
                positives,
                retrieval,
                new Epochs(millis(config, MarsOptions.EPOCH, 1)),
                config.get(MarsOptions.DONOR_IDS),
                index,
                millis(config, MarsOptions.MAX_AHEAD, 0),
                millis(config, MarsOptions.BEHAVIOR_OUT_OF_ORDERNESS, 0),
                millis(config, MarsOptions.ITEM_OUT_OF_ORDERNESS, 0),
                idleness,
                copies,
                parallelism(config, maxParallelism),
                maxParallelism,
                Duration.ofMillis(interval),
                delivery,
                config.get(MarsOptions.TRANSACTION_PREFIX),
                config.get(MarsOptions.CONSUMER_GROUP));
    }

    /**
     * Shards of the index, and copies of an item, must agree on what has happened by a watermark,
     * which depends on what was read first where partitions may be idle.
     */
    private static void requireNobodyIdle(Duration idleness, ConfigOption<?> option, Object value) {
        if (!idleness.isZero()) {
            throw new IllegalArgumentException(
                    "%s is %d ms; with %s = %s it must be 0, as not all subtasks would take what comes back behind the watermark: let producers write heartbeats, or leave %3$s at its default"
                            .formatted(
                                    MarsOptions.IDLENESS.key(),
                                    idleness.toMillis(),
                                    option.key(),
                                    value));
        }
    }

    /** A transaction ends with the second checkpoint after its first output, at the latest. */
    private static void requireLongerTransactions(long interval) {
        long most = TRANSACTION_TIMEOUT.toMillis() / 2;
        if (interval > most) {
            throw new IllegalArgumentException(
                    "%s is %d ms; with %s = %s it must be at most %d ms, half of a transaction's time-out, or outputs are lost whose transaction ends before the checkpoint: lower it"
                            .formatted(
                                    MarsOptions.CHECKPOINT_INTERVAL.key(),
                                    interval,
                                    MarsOptions.DELIVERY.key(),
                                    Delivery.EXACTLY_ONCE,
                                    most));
        }
    }

    private static int parallelism(ReadableConfig config, int most) {
        int parallelism = within(config, MarsOptions.PARALLELISM, MOST_KEY_GROUPS);
        if (parallelism > most) {
            throw new IllegalArgumentException(
                    "%s is %d; it must not be above %s, which is %d: lower it. The maximum can only be raised before the job first runs, as it is part of its state"
                            .formatted(
                                    MarsOptions.PARALLELISM.key(),
                                    parallelism,
                                    MarsOptions.MAX_PARALLELISM.key(),
                                    most));
        }
        return parallelism;
    }

    private static int within(ReadableConfig config, ConfigOption<Integer> option, int most) {
        int value = config.get(option);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "%s is %d; it must be 1 to %d".formatted(option.key(), value, most));
        }
        return value;
    }

    private static long millis(ReadableConfig config, ConfigOption<Duration> option, long least) {
        long millis = config.get(option).toMillis();
        if (millis < least) {
            throw new IllegalArgumentException(
                    option.key() + " is " + millis + " ms; it must be at least " + least + " ms");
        }
        return millis;
    }
}
