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
 * An output that may be exported, or a user's erasure.
 *
 * @param day number of the day whose files it has a say in
 * @param user UTF-8
 * @param time of an output its asOf, of an erasure when it takes effect; milliseconds since the
 *     epoch
 * @param value as it is on the topic; null for an erasure
 */
record Candidate(long day, byte[] user, long time, byte[] value) {
    /** Day by day and user by user: first the erasures, then the outputs by asOf. */
    static final Comparator<Candidate> ORDER =
            Comparator.comparingLong(Candidate::day)
                    .thenComparing(Candidate::user, ByteArrays.ORDER)
                    .thenComparing(candidate -> !candidate.isErasure())
                    .thenComparingLong(Candidate::time)
                    .thenComparing(Candidate::value, ByteArrays.ORDER);

    /** User by user, the latest first. */
    static final Comparator<Candidate> LATEST_FIRST =
            Comparator.comparing(Candidate::user, ByteArrays.ORDER)
                    .thenComparing(Comparator.comparingLong(Candidate::time).reversed());

    /** Layout: day (8 bytes), time (8), user and value as {@link ByteArrays} has them. */
    static final EntryFormat<Candidate> FORMAT = new Format();

    static Candidate output(byte[] user, long asOf, byte[] value) {
        return new Candidate(Day.of(asOf).number(), user, asOf, value);
    }

    /** One that has a say in its own day alone, so far. */
    static Candidate erasure(byte[] user, long time) {
        return new Candidate(Day.of(time).number(), user, time, null);
    }

    Candidate on(Day other) {
        return new Candidate(other.number(), user, time, value);
    }

    boolean isErasure() {
        return value == null;
    }

    boolean isOf(byte[] other) {
        return Arrays.equals(user, other);
    }

    private static final class Format implements EntryFormat<Candidate> {
        @Override
        public void write(Candidate candidate, DataOutput out) throws IOException {
            out.writeLong(candidate.day());
            out.writeLong(candidate.time());
            ByteArrays.write(candidate.user(), out);
            ByteArrays.write(candidate.value(), out);
        }

        @Override
        public Candidate read(DataInput in) throws IOException {
            long day = in.readLong();
            long time = in.readLong();
            return new Candidate(day, ByteArrays.read(in), time, ByteArrays.read(in));
        }

        @Override
        public long bytes(Candidate candidate) {
            return 56 + ByteArrays.bytes(candidate.user()) + ByteArrays.bytes(candidate.value());
        }
    }
}
