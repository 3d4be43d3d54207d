// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic holds now, or the last of it, partition by partition in offset order. */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Takes the records of a scan. */
    public interface Sink {
        void accept(RawRecord record) throws IOException;
    }

    private final TopicSettings settings;
    private final Properties consumer;
    private final String topic;
    private final Bounds bounds;

    /**
     * @param consumer properties of the consumer, without a group
     */
    private TopicScan(TopicSettings settings, Properties consumer, String topic, Bounds bounds) {
        this.settings = settings;
        this.consumer = consumer;
        this.topic = topic;
        this.bounds = bounds;
    }

    /** Of a topic whose records are of ordinary size; uncommitted transactions are not seen. */
    public static TopicScan of(TopicSettings settings, String topic) {
        return whole(settings, settings.scanConsumer(), topic);
    }

    /** Of all models, however large. */
    public static TopicScan ofModels(TopicSettings settings) {
        return whole(settings, settings.modelScanConsumer(), settings.names().model());
    }

    private static TopicScan whole(TopicSettings settings, Properties consumer, String topic) {
        Bounds all = Bounds.last(partitions -> Long.MAX_VALUE, topic, settings);
        return new TopicScan(settings, consumer, topic, all);
    }

    /** The same, of the last so many offsets of each partition only. */
    public TopicScan last(long offsets) {
        return last(partitions -> offsets);
    }

    /** The same, of the last so many offsets of all partitions together. */
    public TopicScan lastOfAll(long offsets) {
        return last(partitions -> share(offsets, partitions));
    }

    /** What one partition has of so many offsets of all: at least one. */
    public static long share(long offsets, int partitions) {
        return Math.max(1, (offsets + partitions - 1) / partitions);
    }

    private TopicScan last(IntToLongFunction offsets) {
        return new TopicScan(settings, consumer, topic, Bounds.last(offsets, topic, settings));
    }

    /**
     * The same, within bounds that were fixed before.
     *
     * @param begins first offset of each partition that is read; one that has been deleted since is
     *     an error
     * @param ends of these partitions, the first offset that is no longer read
     */
    public TopicScan within(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Properties strict = new Properties();
        strict.putAll(consumer);
        strict.setProperty("auto.offset.reset", "none");
        return new TopicScan(settings, strict, topic, Bounds.fixed(begins, ends));
    }

    /**
     * Hands every record to a sink.
     *
     * @return whether that was the topic from its beginning on
     * @throws IOException if there is no such topic, or Kafka can't be reached, or the sink fails
     */
    public boolean forEach(Sink sink) throws IOException {
        try (KafkaConsumer<byte[], byte[]> client = new KafkaConsumer<>(consumer)) {
            return forEach(client, PATIENCE, sink);
        } catch (KafkaException e) {
            throw KafkaFailure.of("reading topic " + topic, settings, e);
        }
    }

    /**
     * Fetches nothing that is not read: a partition without records to read may have lost those
     * where it would begin, and one that is at its end, of a topic that is written to, would go on
     * giving new ones, and so hide that another gives none.
     *
     * @param patience with a silent Kafka
     */
    boolean forEach(Consumer<byte[], byte[]> client, Duration patience, Sink sink)
            throws IOException {
        Map<TopicPartition, Bounds.Range> ranges = bounds.ranges(client, patience);
        boolean whole = beginsWhereItsTopicDoes(ranges, client, patience);
        Set<TopicPartition> unread = new HashSet<>(ranges.keySet());
        unread.removeIf(partition -> ranges.get(partition).isEmpty());
        client.assign(unread);
        unread.forEach(partition -> client.seek(partition, ranges.get(partition).begin()));
        long quietSince = System.nanoTime();
        while (!unread.isEmpty()) {
            ConsumerRecords<byte[], byte[]> polled = client.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                TopicPartition partition = new TopicPartition(topic, record.partition());
                if (record.offset() < ranges.get(partition).end()) {
                    sink.accept(RawRecord.of(record));
                }
            }
            List<TopicPartition> read =
                    unread.stream()
                            .filter(p -> client.position(p, patience) >= ranges.get(p).end())
                            .toList();
            client.pause(read);
            unread.removeAll(read);
            if (!polled.isEmpty()) {
                quietSince = System.nanoTime();
            } else if (!unread.isEmpty() && System.nanoTime() - quietSince > patience.toNanos()) {
                throw silence(unread, patience);
            }
        }
        return whole;
    }

    /**
     * A topic's partitions by what a client found.
     *
     * @throws IOException if there is no such topic
     */
    public static List<TopicPartition> partitions(
            List<PartitionInfo> found, String topic, TopicSettings settings) throws IOException {
        if (found.isEmpty()) {
            throw KafkaFailure.missing(topic, settings);
        }
        return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    private static boolean beginsWhereItsTopicDoes(
            Map<TopicPartition, Bounds.Range> ranges, Consumer<?, ?> client, Duration patience) {
        return client.beginningOffsets(ranges.keySet(), patience).entrySet().stream()
                .allMatch(begin -> ranges.get(begin.getKey()).begin() <= begin.getValue());
    }

    private IOException silence(Set<TopicPartition> unread, Duration patience) {
        return new IOException(
                "Kafka at %s gave nothing more of topic %s for %d s, and the ends of its partitions %s are not reached; check that they have a leader, and the broker's log"
                        .formatted(
                                settings.bootstrapServers(),
                                topic,
                                patience.toSeconds(),
                                unread.stream().map(TopicPartition::partition).sorted().toList()));
    }
}
