// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.topic.TopicSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records at a steady rate beside the test, in their order, through whatever happens to the
 * broker: a job never runs out of work while something goes wrong.
 */
final class Feeder implements AutoCloseable {
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final int perSecond;
    private final Thread thread = new Thread(this::feed, "feeder");
    private volatile boolean hurry;
    private volatile boolean closed;
    private volatile Exception failure;

    Feeder(TopicSettings topics, List<ProducerRecord<byte[], byte[]>> records, int perSecond) {
        Properties properties = topics.producer();
        // A broker may be away for minutes; nothing may be given up meanwhile.
        properties.setProperty("delivery.timeout.ms", "1200000");
        properties.setProperty("max.block.ms", "1200000");
        producer = new KafkaProducer<>(properties);
        this.records = records;
        this.perSecond = perSecond;
        thread.start();
    }

    private void feed() {
        try {
            Deque<Future<RecordMetadata>> sent = new ArrayDeque<>();
            long start = System.nanoTime();
            for (int i = 0; i < records.size() && !closed; ) {
                double seconds = (System.nanoTime() - start) / 1e9;
                int due = hurry ? records.size() : (int) (seconds * perSecond);
                for (; i < Math.min(due, records.size()); i++) {
                    sent.add(producer.send(records.get(i)));
                }
                while (!sent.isEmpty() && sent.getFirst().isDone()) {
                    sent.removeFirst().get();
                }
                LockSupport.parkNanos(TURN_NANOS);
            }
            while (!sent.isEmpty() && !closed) {
                sent.removeFirst().get();
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Sends what is left at once; returns when the broker has everything. */
    void hurry() throws Exception {
        hurry = true;
        await();
    }

    /** Returns when everything was sent at its rate, and the broker has it. */
    void await() throws Exception {
        thread.join();
        if (failure != null) {
            throw new IllegalStateException("the feeder failed", failure);
        }
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    @Override
    public void close() throws Exception {
        closed = true;
        thread.interrupt();
        thread.join();
        producer.close();
    }
}
