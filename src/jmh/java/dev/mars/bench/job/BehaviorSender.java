// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.dataset.Interaction;
import dev.mars.topic.Behavior;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends behaviours as any producer does, many of them. For one thread. */
final class BehaviorSender implements AutoCloseable {
    private final InputRecords records;
    private final Heartbeat heartbeat;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    BehaviorSender(TopicSettings topics, SchemaRegistry registry) throws IOException {
        topic = topics.names().behavior();
        records = InputRecords.of(topics.names(), registry);
        heartbeat = Heartbeat.of(topics.names(), registry);
        Properties properties = topics.producer();
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("batch.size", "131072");
        producer = new KafkaProducer<>(properties);
    }

    /**
     * @param time event time, which may be another than the act's own, in milliseconds
     */
    void send(Interaction act, long time) throws IOException {
        check();
        producer.send(
                records.behavior(
                        new Behavior(act.userId(), act.itemId(), act.action(), time, act.rating()),
                        time),
                this::sent);
    }

    /** A heartbeat of this event time for each partition. */
    void end(long time) {
        for (int p = 0; p < producer.partitionsFor(topic).size(); p++) {
            producer.send(heartbeat.behavior(topic, p, time), this::sent);
        }
    }

    private void sent(RecordMetadata metadata, Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
    }

    /** Returns when the broker has all of them. */
    void flush() throws IOException {
        producer.flush();
        check();
    }

    private void check() throws IOException {
        if (failure.get() != null) {
            throw new IOException("Kafka did not take a behaviour", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
