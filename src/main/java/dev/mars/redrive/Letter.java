// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import dev.mars.sort.ByteArrays;
import dev.mars.sort.EntryFormat;
import dev.mars.topic.RawHeader;
import dev.mars.topic.RawRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A dead letter.
 *
 * @param reason its code, one of {@link dev.mars.topic.Reason} or of a newer version
 * @param time Kafka timestamp of the letter itself, milliseconds since the epoch
 * @param record the one that could not be used, as it was and where it was
 */
public record Letter(String reason, long time, RawRecord record) {
    private static final Comparator<RawHeader> HEADER =
            Comparator.comparing(RawHeader::key).thenComparing(RawHeader::value, ByteArrays.ORDER);

    /** As the records stood on their topics: whoever reads them again reads them in this order. */
    public static final Comparator<Letter> BY_PLACE =
            Comparator.comparing((Letter letter) -> letter.record().topic())
                    .thenComparingInt(letter -> letter.record().partition())
                    .thenComparingLong(letter -> letter.record().offset());

    /** By what would be sent: letters that are equal in this would put the same record twice. */
    static final Comparator<Letter> BY_CONTENT =
            Comparator.comparing((Letter letter) -> letter.record().topic())
                    .thenComparingInt(letter -> letter.record().partition())
                    .thenComparing(letter -> letter.record().key(), ByteArrays.ORDER)
                    .thenComparing(letter -> letter.record().value(), ByteArrays.ORDER)
                    .thenComparingLong(letter -> letter.record().timestamp())
                    .thenComparing(letter -> letter.record().headers(), Letter::compareHeaders);

    /** By content, and of the same content the oldest place, then the reason, first. */
    static final Comparator<Letter> OLDEST_OF_CONTENT_FIRST =
            BY_CONTENT
                    .thenComparing(BY_PLACE)
                    .thenComparing(Letter::reason)
                    .thenComparingLong(Letter::time);

    /** Layout of a letter in a file. */
    static final EntryFormat<Letter> FORMAT = new Format();

    /**
     * False for the letter of a record that was too large for a letter: it says where that is and
     * has nothing of it. A record without key, value and headers looks the same, and need not be
     * sent either.
     */
    public boolean holdsTheRecord() {
        return record.key() != null || record.value() != null || !record.headers().isEmpty();
    }

    private static int compareHeaders(List<RawHeader> one, List<RawHeader> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = HEADER.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static final class Format implements EntryFormat<Letter> {
        @Override
        public void write(Letter letter, DataOutput out) throws IOException {
            RawRecord record = letter.record();
            ByteArrays.writeText(letter.reason(), out);
            out.writeLong(letter.time());
            ByteArrays.writeText(record.topic(), out);
            out.writeInt(record.partition());
            out.writeLong(record.offset());
            out.writeLong(record.timestamp());
            ByteArrays.write(record.key(), out);
            ByteArrays.write(record.value(), out);
            out.writeInt(record.headers().size());
            for (RawHeader header : record.headers()) {
                ByteArrays.writeText(header.key(), out);
                ByteArrays.write(header.value(), out);
            }
        }

        @Override
        public Letter read(DataInput in) throws IOException {
            String reason = ByteArrays.readText(in);
            long time = in.readLong();
            String topic = ByteArrays.readText(in);
            int partition = in.readInt();
            long offset = in.readLong();
            long timestamp = in.readLong();
            byte[] key = ByteArrays.read(in);
            byte[] value = ByteArrays.read(in);
            int size = in.readInt();
            List<RawHeader> headers = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                headers.add(new RawHeader(ByteArrays.readText(in), ByteArrays.read(in)));
            }
            return new Letter(
                    reason,
                    time,
                    new RawRecord(topic, partition, offset, timestamp, key, value, headers));
        }

        @Override
        public long bytes(Letter letter) {
            RawRecord record = letter.record();
            long bytes = 200 + ByteArrays.bytes(record.key()) + ByteArrays.bytes(record.value());
            for (RawHeader header : record.headers()) {
                bytes += 64 + 2L * header.key().length() + ByteArrays.bytes(header.value());
            }
            return bytes;
        }
    }
}
