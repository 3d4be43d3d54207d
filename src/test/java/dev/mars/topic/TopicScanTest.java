// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a scan ends, or fails. What it reads is shown with a real broker. */
class TopicScanTest {
    private static final String TOPIC = "outputs";
    private static final TopicPartition LIVE = new TopicPartition(TOPIC, 0);
    private static final TopicPartition OTHER = new TopicPartition(TOPIC, 1);

    private final List<Long> taken = new ArrayList<>();

    /** Export, diff and redrive of a live topic would wait for good, and say nothing. */
    @Test
    void aPartitionThatGivesNothingIsToldWhereOthersGoOn() {
        LiveClient client = new LiveClient();
        TopicScan scan = within(Map.of(LIVE, 0L, OTHER, 0L), Map.of(LIVE, 3L, OTHER, 3L));
        assertThatThrownBy(() -> scan.forEach(client, Duration.ZERO, this::take))
                .hasMessageContaining("nothing more of topic " + TOPIC)
                .hasMessageContaining("partitions [1]");
        assertThat(taken).containsExactly(0L, 1L, 2L);
    }

    /** An export would fail over records that it does not read. */
    @Test
    void aPartitionOfWhichNothingIsReadMayHaveLostItsBeginning() throws Exception {
        LiveClient client = new LiveClient();
        client.updateBeginningOffsets(Map.of(LIVE, 0L, OTHER, 9L));
        within(Map.of(LIVE, 1L, OTHER, 5L), Map.of(LIVE, 3L, OTHER, 5L))
                .forEach(client, Duration.ZERO, this::take);
        assertThat(taken).containsExactly(1L, 2L);
    }

    /** A bound that holds for each partition grows with them: 200 would be read for 200 times. */
    @Test
    void partitionsShareABound() {
        assertThat(TopicScan.share(500_000, 200)).isEqualTo(2_500);
        assertThat(TopicScan.share(500_000, 1)).isEqualTo(500_000);
        assertThat(TopicScan.share(10, 4)).as("rounded up").isEqualTo(3);
        assertThat(TopicScan.share(10, 200)).as("the newest of each").isEqualTo(1);
    }

    private static TopicScan within(
            Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        return TopicScan.of(TopicSettingsTest.DEFAULTS, TOPIC).within(begins, ends);
    }

    private void take(RawRecord record) {
        taken.add(record.offset());
    }

    /**
     * Of a topic of which one partition has a new record for each poll, and the other has none,
     * whatever its end. As with a broker, to ask for an offset that is gone fails.
     */
    private static final class LiveClient extends MockConsumer<byte[], byte[]> {
        private static final int MANY = 1_000;

        private int polls;

        LiveClient() {
            super("none");
            updateBeginningOffsets(Map.of(LIVE, 0L, OTHER, 0L));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            if (++polls > MANY) {
                throw new IllegalStateException("The scan goes on and on");
            }
            for (TopicPartition partition : assignment()) {
                long position = position(partition);
                if (position < beginningOffsets(List.of(partition)).get(partition)) {
                    throw new OffsetOutOfRangeException(Map.of(partition, position));
                }
            }
            if (!paused().contains(LIVE)) {
                addRecord(new ConsumerRecord<>(TOPIC, 0, position(LIVE), new byte[1], new byte[1]));
            }
            return super.poll(timeout);
        }
    }
}
