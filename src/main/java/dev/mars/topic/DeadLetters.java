// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes dead letters: the record whole, where it came from, and why. The same record gives the same
 * bytes, with its own key and Kafka timestamp.
 *
 * <p>The topic takes letters of {@link #MAX_BYTES}, several times the largest record that Kafka
 * takes by default. A record that is larger still would stop the job at the sink; its letter goes
 * without key, value and headers, and says where they are. For one thread.
 */
public final class DeadLetters {
    /** Largest dead letter, key included, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** Room for what surrounds key, value and headers in a record and its batch. */
    private static final int OVERHEAD = 8 << 10;

    private final String topic;
    private final AvroFormat<DeadLetter> format;

    public DeadLetters(String topic, AvroFormat<DeadLetter> format) {
        this.topic = topic;
        this.format = format;
    }

    /** What is to be written to the dead-letter topic. */
    public ProducerRecord<byte[], byte[]> record(RawRecord raw, Rejection rejection) {
        DeadLetter letter = of(raw, rejection);
        byte[] key = letter.getKey() == null ? null : raw.key();
        Long timestamp = raw.timestamp() < 0 ? null : raw.timestamp();
        return new ProducerRecord<>(topic, null, timestamp, key, format.encode(letter));
    }

    /** The letter; it shares the record's arrays. */
    public static DeadLetter of(RawRecord raw, Rejection rejection) {
        long size = size(raw);
        boolean whole = size <= MAX_BYTES;
        List<RecordHeader> headers = new ArrayList<>();
        if (whole) {
            raw.headers().forEach(h -> headers.add(new RecordHeader(h.key(), bytes(h.value()))));
        }
        String message =
                whole
                        ? rejection.message()
                        : ("%s. The record's %s bytes are more than a dead letter holds (%s):"
                                        + " read them where they are")
                                .formatted(rejection.message(), size, MAX_BYTES);
        return DeadLetter.newBuilder()
                .setKey(whole ? bytes(raw.key()) : null)
                .setValue(whole ? bytes(raw.value()) : null)
                .setHeaders(headers)
                .setTopic(raw.topic())
                .setPartition(raw.partition())
                .setOffset(raw.offset())
                .setTimestamp(raw.timestamp())
                .setReason(rejection.reason().name())
                .setMessage(message)
                .build();
    }

    /**
     * The record that a letter is about; the way back from {@link #of}. Without key, value and
     * headers if it was too large for the letter.
     */
    public static RawRecord original(DeadLetter letter) {
        List<RawHeader> headers = new ArrayList<>();
        letter.getHeaders()
                .forEach(h -> headers.add(new RawHeader(h.getKey(), bytes(h.getValue()))));
        return new RawRecord(
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getTimestamp(),
                bytes(letter.getKey()),
                bytes(letter.getValue()),
                headers);
    }

    /** Of the letter in bytes, at most; the key counts twice, as the letter has it too. */
    private static long size(RawRecord raw) {
        long size = OVERHEAD + 2L * length(raw.key()) + length(raw.value());
        for (RawHeader header : raw.headers()) {
            size += 16 + 3L * header.key().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer bytes(byte[] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
