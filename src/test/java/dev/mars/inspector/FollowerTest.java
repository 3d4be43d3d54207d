// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private static final String TOPIC = "items";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final byte[] NOTHING = {};

    /** A partition to which records can be added. */
    private static final class Partition extends MockConsumer<byte[], byte[]> {
        private long end;

        Partition(long end) {
            super("earliest");
            this.end = end;
            updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            updateEndOffsets(Map.of(PARTITION, end));
        }

        synchronized void append() {
            end++;
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
            for (long offset = position(PARTITION); offset < end; offset++) {
                polled.add(new ConsumerRecord<>(TOPIC, 0, offset, NOTHING, NOTHING));
            }
            seek(PARTITION, end);
            return polled.isEmpty()
                    ? ConsumerRecords.empty()
                    : new ConsumerRecords<>(Map.of(PARTITION, polled), Map.of());
        }
    }

    private final BlockingQueue<Long> read = new LinkedBlockingQueue<>();

    /** After days of heartbeats a page would show no title until a new item came. */
    @Test
    void goesFurtherBackUntilThereIsEnough() throws Exception {
        Partition partition = new Partition(50);
        List<Long> seen = new ArrayList<>();
        try (Follower ignored = follower(partition, 2, 35)) {
            take(seen, 2 + 20);
            partition.append();
            take(seen, 1);
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.concat(LongStream.range(48, 50), LongStream.range(30, 51))
                                .boxed()
                                .toList());
    }

    /** A topic of heartbeats alone would be read again and again. */
    @Test
    void endsAtTheBeginning() throws Exception {
        Partition partition = new Partition(3);
        List<Long> seen = new ArrayList<>();
        try (Follower ignored = follower(partition, 2, 99)) {
            take(seen, 2 + 3);
            partition.append();
            take(seen, 1);
        }
        assertThat(seen).containsExactly(1L, 2L, 0L, 1L, 2L, 3L);
    }

    /**
     * @param item offset of the only record that is looked for
     */
    private Follower follower(Partition partition, long last, long item) {
        boolean[] found = {false};
        return new Follower(
                TopicSettings.from(new Configuration()),
                () -> partition,
                TOPIC,
                last,
                (RawRecord raw) -> {
                    found[0] |= raw.offset() == item;
                    read.add(raw.offset());
                },
                () -> found[0]);
    }

    private void take(List<Long> into, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Long next = read.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("record after " + into).isNotNull();
            into.add(next);
        }
    }
}
