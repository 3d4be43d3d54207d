// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the behaviours have come in event time: no job's watermark is ahead of that, so what is
 * effective later comes in time for all that read the topic now.
 */
public final class BehaviorFront {
    /**
     * Offsets looked at in each partition: its newest time stands near its end, within lateness.
     */
    private static final long TAIL = 1_000;

    /**
     * The newest event time among the last records of each partition, of behaviours and heartbeats
     * that are valid; others move no watermark. Where there are none, as after the erasure of many
     * users, it is looked for further back.
     *
     * @return milliseconds since the epoch, or nothing if there is no such record
     * @throws IOException if there is no such topic, or Kafka or the registry cannot be reached
     */
    public static OptionalLong newest(
            TopicSettings settings, SchemaSource schemas, BehaviorRules rules) throws IOException {
        BehaviorReader reader = new BehaviorReader(schemas, rules);
        AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
        TopicScan topic = TopicScan.of(settings, settings.names().behavior());
        boolean whole = false;
        for (long tail = TAIL; newest.get() == Long.MIN_VALUE && !whole; tail *= 10) {
            whole =
                    topic.last(tail)
                            .forEach(
                                    raw -> {
                                        Inbound<Behavior> inbound = reader.read(raw);
                                        if (inbound.movesProgress()) {
                                            newest.accumulateAndGet(inbound.time(), Math::max);
                                        }
                                    });
        }
        return newest.get() == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(newest.get());
    }

    private BehaviorFront() {}
}
