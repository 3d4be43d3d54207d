// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Puts records on topics in the order in which they are handed over. For one thread. */
public final class RecordSender implements AutoCloseable {
    /** Records on their way at a time: enough for full batches, and few to hold. */
    private static final int IN_FLIGHT = 1_000;

    private final TopicSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Future<RecordMetadata>> inFlight = new ArrayDeque<>();
    private long acknowledged;

    public RecordSender(TopicSettings settings) {
        this.settings = settings;
        producer = new KafkaProducer<>(settings.producer());
    }

    /**
     * Sends a record to the topic and partition that it came from: key, value, headers and
     * timestamp as they were.
     *
     * @throws IOException if this or an earlier record could not be written
     */
    public void send(RawRecord record) throws IOException {
        send(of(record));
    }

    /**
     * @throws IOException if this or an earlier record could not be written
     */
    public void send(ProducerRecord<byte[], byte[]> record) throws IOException {
        if (inFlight.size() == IN_FLIGHT) {
            await(inFlight.remove());
        }
        try {
            inFlight.add(producer.send(record));
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    static ProducerRecord<byte[], byte[]> of(RawRecord record) {
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.timestamp() < 0 ? null : record.timestamp(),
                        record.key(),
                        record.value());
        record.headers().forEach(h -> sent.headers().add(new RecordHeader(h.key(), h.value())));
        return sent;
    }

    /**
     * Waits until the brokers have all of them.
     *
     * @throws IOException if one could not be written
     */
    public void flush() throws IOException {
        producer.flush();
        while (!inFlight.isEmpty()) {
            await(inFlight.remove());
        }
    }

    /** Records, the first so many of those handed over, that the brokers are known to have. */
    public long acknowledged() {
        return acknowledged;
    }

    private void await(Future<RecordMetadata> sent) throws IOException {
        try {
            sent.get();
            acknowledged++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while sending records");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private IOException failure(Throwable cause) {
        return KafkaFailure.of("sending records", settings, cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}
