// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the last of a topic and goes on reading, on a thread of its own, until it is closed. A
 * topic that is not there yet, or a broker that is gone, it tries again every two seconds and goes
 * on where it was; {@link #state} says so meanwhile.
 */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long RETRY_MS = 2_000;

    /** Takes records, on the follower's thread. */
    interface Sink {
        void accept(RawRecord record) throws IOException;
    }

    /**
     * How far it is.
     *
     * @param read records handed over
     * @param behind offsets that are still to come of those that there were at the start
     * @param problem why nothing comes; null if all is well
     */
    record State(String topic, long read, long behind, String problem) {}

    private static final class NoTopicException extends IOException {
        private static final long serialVersionUID = 1L;

        NoTopicException(String message) {
            super(message);
        }
    }

    private final TopicSettings settings;
    private final Supplier<Consumer<byte[], byte[]>> clients;
    private final String topic;
    private final Sink sink;
    private final BooleanSupplier enough;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private long back;
    private volatile State state;

    /**
     * @param clients makes a consumer without a group
     * @param last so many offsets of all partitions are read before what comes
     */
    Follower(
            TopicSettings settings,
            Supplier<Consumer<byte[], byte[]>> clients,
            String topic,
            long last,
            Sink sink) {
        this(settings, clients, topic, last, sink, () -> true);
    }

    /**
     * @param clients makes a consumer without a group
     * @param last so many offsets of all partitions are read before what comes
     * @param sink may be given a record again
     * @param enough asked when they have been read: if not, ten times as many are, and so on
     */
    Follower(
            TopicSettings settings,
            Supplier<Consumer<byte[], byte[]>> clients,
            String topic,
            long last,
            Sink sink,
            BooleanSupplier enough) {
        this.settings = settings;
        this.clients = clients;
        this.topic = topic;
        this.back = last;
        this.sink = sink;
        this.enough = enough;
        state = new State(topic, 0, 0, "They are being opened.");
        thread = new Thread(this::run, "inspector-" + topic);
        thread.setDaemon(true);
        thread.start();
    }

    State state() {
        return state;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> client = clients.get()) {
                follow(client);
            } catch (NoTopicException e) {
                fail(e.getMessage(), e);
            } catch (KafkaException | IOException e) {
                fail(
                        "Kafka at %s: %s; `mars status` shows whether it is up"
                                .formatted(settings.bootstrapServers(), e.getMessage()),
                        e);
            } catch (RuntimeException e) {
                fail(e.toString(), e);
            }
            try {
                closed.await(RETRY_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void fail(String problem, Exception cause) {
        if (!isClosed() && !problem.equals(state.problem())) {
            LOG.warn("Cannot read {} now", topic, cause);
        }
        state = new State(topic, state.read(), state.behind(), problem);
    }

    private void follow(Consumer<byte[], byte[]> client) throws IOException {
        List<TopicPartition> partitions =
                client.partitionsFor(topic, PATIENCE).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new NoTopicException(
                    "There is no topic of this name yet; `mars topics` creates it.");
        }
        client.assign(partitions);
        Map<TopicPartition, Long> ends = client.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> begins = client.beginningOffsets(partitions, PATIENCE);
        begin(client, begins, ends);
        while (!isClosed()) {
            long read = state.read();
            for (ConsumerRecord<byte[], byte[]> record : client.poll(POLL)) {
                sink.accept(RawRecord.of(record));
                // Only now: after a failure it comes again.
                positions.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
                read++;
            }
            long behind = behind(client, ends);
            state = new State(topic, read, behind, null);
            if (behind == 0 && !enough.getAsBoolean() && isMore(begins, ends)) {
                back *= 10;
                positions.clear();
                begin(client, begins, ends);
            }
        }
    }

    /** Whether there is something before what was read first. */
    private boolean isMore(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long share = TopicScan.share(back, ends.size());
        return ends.entrySet().stream()
                .anyMatch(end -> end.getValue() - share > begins.get(end.getKey()));
    }

    private void begin(
            Consumer<byte[], byte[]> client,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        long share = TopicScan.share(back, ends.size());
        begins.forEach(
                (partition, begin) -> {
                    long newest = Math.max(begin, ends.get(partition) - share);
                    // What lies before was not read, or is gone, or was another topic's.
                    long next = positions.getOrDefault(partition, newest);
                    boolean isThere = next >= begin && next <= ends.get(partition);
                    positions.put(partition, isThere ? next : newest);
                    client.seek(partition, positions.get(partition));
                });
    }

    private static long behind(Consumer<byte[], byte[]> client, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - client.position(end.getKey())))
                .sum();
    }

    /** Returns when its thread has ended, or after five seconds. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
