// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** From where to where a scan reads each partition. */
interface Bounds {
    /**
     * A part of a partition.
     *
     * @param end first offset that is no longer read
     */
    record Range(long begin, long end) {
        boolean isEmpty() {
            return begin >= end;
        }
    }

    /**
     * @param patience for each question to Kafka
     * @throws IOException if there is no such topic
     */
    Map<TopicPartition, Range> ranges(Consumer<?, ?> client, Duration patience) throws IOException;

    /**
     * The last offsets of each partition, of those that there are when it is asked.
     *
     * @param offsets how many, by the number of partitions
     */
    static Bounds last(IntToLongFunction offsets, String topic, TopicSettings settings) {
        return (client, patience) -> {
            List<TopicPartition> partitions =
                    TopicScan.partitions(client.partitionsFor(topic, patience), topic, settings);
            Map<TopicPartition, Long> ends = client.endOffsets(partitions, patience);
            long back = offsets.applyAsLong(partitions.size());
            Map<TopicPartition, Range> ranges = new HashMap<>();
            client.beginningOffsets(partitions, patience)
                    .forEach(
                            (partition, begin) -> {
                                long end = ends.get(partition);
                                ranges.put(partition, new Range(Math.max(begin, end - back), end));
                            });
            return ranges;
        };
    }

    /** What was found before; of partitions that were added in between, nothing. */
    static Bounds fixed(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        begins.forEach(
                (partition, begin) -> ranges.put(partition, new Range(begin, ends.get(partition))));
        return (client, patience) -> ranges;
    }
}
