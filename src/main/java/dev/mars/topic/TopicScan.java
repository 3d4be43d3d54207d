// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntToLongFunction;
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
    private final IntToLongFunction last;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    /**
     * From the topic's beginning.
     *
     * @param consumer properties of the consumer, without a group
     */
    public TopicScan(TopicSettings settings, Properties consumer, String topic) {
        this(settings, consumer, topic, partitions -> Long.MAX_VALUE, null, null);
    }

    private TopicScan(
            TopicSettings settings,
            Properties consumer,
            String topic,
            IntToLongFunction last,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        this.settings = settings;
        this.consumer = consumer;
        this.topic = topic;
        this.last = last;
        this.begins = begins;
        this.ends = ends;
    }

    /** Of a topic whose records are of ordinary size; uncommitted transactions are not seen. */
    public static TopicScan of(TopicSettings settings, String topic) {
        return new TopicScan(settings, settings.consumer(null), topic);
    }

    /** Of all models, however large. */
    public static TopicScan ofModels(TopicSettings settings) {
        return new TopicScan(settings, settings.modelConsumer(null), settings.names().model());
    }

    /** The same, of the last so many offsets of each partition only. */
    public TopicScan last(long offsets) {
        return new TopicScan(settings, consumer, topic, partitions -> offsets, null, null);
    }

    /** The same, of the last so many offsets of all partitions together. */
    public TopicScan lastOfAll(long offsets) {
        return new TopicScan(
                settings, consumer, topic, partitions -> share(offsets, partitions), null, null);
    }

    /** What one partition has of so many offsets of all: at least one. */
    public static long share(long offsets, int partitions) {
        return Math.max(1, (offsets + partitions - 1) / partitions);
    }

    /**
     * The same, within bounds that were fixed before.
     *
     * @param begins first offset of each partition that is read; one that has been deleted since is
     *     an error
     * @param ends of the same partitions, the first offset that is no longer read
     */
    public TopicScan within(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        Properties strict = new Properties();
        strict.putAll(consumer);
        strict.setProperty("auto.offset.reset", "none");
        return new TopicScan(settings, strict, topic, last, Map.copyOf(begins), Map.copyOf(ends));
    }

    /**
     * Hands every record to a sink.
     *
     * @return whether that was the topic from its beginning on
     * @throws IOException if there is no such topic, or Kafka can't be reached, or the sink fails
     */
    public boolean forEach(Sink sink) throws IOException {
        try (KafkaConsumer<byte[], byte[]> client = new KafkaConsumer<>(consumer)) {
            Map<TopicPartition, Long> ends = assign(client);
            boolean whole = isAtBeginnings(client, ends.keySet());
            long quietSince = System.nanoTime();
            while (!reached(client, ends)) {
                ConsumerRecords<byte[], byte[]> polled = client.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
                        sink.accept(RawRecord.of(record));
                    }
                }
                if (!polled.isEmpty()) {
                    quietSince = System.nanoTime();
                } else if (System.nanoTime() - quietSince > PATIENCE.toNanos()) {
                    throw new IOException(
                            "Kafka at %s gave nothing more of topic %s for %d s before its end; check the broker's log"
                                    .formatted(
                                            settings.bootstrapServers(),
                                            topic,
                                            PATIENCE.toSeconds()));
                }
            }
            return whole;
        } catch (KafkaException e) {
            throw KafkaFailure.of("reading topic " + topic, settings, e);
        }
    }

    /** Puts the client at the beginnings, and gives the ends. */
    private Map<TopicPartition, Long> assign(KafkaConsumer<byte[], byte[]> client)
            throws IOException {
        if (ends != null) {
            client.assign(ends.keySet());
            begins.forEach(client::seek);
            return ends;
        }
        List<TopicPartition> partitions =
                partitions(client.partitionsFor(topic, PATIENCE), topic, settings);
        client.assign(partitions);
        Map<TopicPartition, Long> now = client.endOffsets(partitions, PATIENCE);
        long back = last.applyAsLong(partitions.size());
        client.beginningOffsets(partitions, PATIENCE)
                .forEach((p, begin) -> client.seek(p, Math.max(begin, now.get(p) - back)));
        return now;
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

    private static boolean isAtBeginnings(
            KafkaConsumer<byte[], byte[]> client, Set<TopicPartition> partitions) {
        return client.beginningOffsets(partitions, PATIENCE).entrySet().stream()
                .allMatch(begin -> client.position(begin.getKey(), PATIENCE) <= begin.getValue());
    }

    private static boolean reached(
            KafkaConsumer<byte[], byte[]> client, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> client.position(end.getKey(), PATIENCE) >= end.getValue());
    }
}
