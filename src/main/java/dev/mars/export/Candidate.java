// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.sort.ByteArrays;
import dev.mars.sort.EntryFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An output that may be exported.
 *
 * @param day number of the day in whose files it would be
 * @param user UTF-8
 * @param asOf milliseconds since the epoch
 * @param value as it is on the topic
 */
record Candidate(long day, byte[] user, long asOf, byte[] value) {
    /** Day by day and user by user, by asOf. */
    static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::day)
                    .thenComparing(Candidate::user, ByteArrays.ORDER)
                    .thenComparingLong(Candidate::asOf)
                    .thenComparing(Candidate::value, ByteArrays.ORDER);

    /** Layout: day (8 bytes), asOf (8), user and value as {@link ByteArrays} has them. */
    static final EntryFormat<Candidate> FORMAT = new Format();

    static Candidate of(byte[] user, long asOf, byte[] value) {
        return new Candidate(Day.of(asOf).number(), user, asOf, value);
    }

    boolean isOf(byte[] other) {
        return Arrays.equals(user, other);
    }

    private static final class Format implements EntryFormat<Candidate> {
        @Override
        public void write(Candidate candidate, DataOutput out) throws IOException {
            out.writeLong(candidate.day());
            out.writeLong(candidate.asOf());
            ByteArrays.write(candidate.user(), out);
            ByteArrays.write(candidate.value(), out);
        }

        @Override
        public Candidate read(DataInput in) throws IOException {
            long day = in.readLong();
            long asOf = in.readLong();
            return new Candidate(day, ByteArrays.read(in), asOf, ByteArrays.read(in));
        }

        @Override
        public long bytes(Candidate candidate) {
            return 56 + ByteArrays.bytes(candidate.user()) + ByteArrays.bytes(candidate.value());
        }
    }
}
