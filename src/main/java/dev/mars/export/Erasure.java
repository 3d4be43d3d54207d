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
 * A user's wish to be forgotten.
 *
 * @param user UTF-8
 * @param time what they did up to it is not exported; milliseconds since the epoch
 */
record Erasure(byte[] user, long time) {
    /** User by user, the latest first. */
    static final Comparator<Erasure> LATEST_FIRST =
            Comparator.comparing(Erasure::user, ByteArrays.ORDER)
                    .thenComparing(Comparator.comparingLong(Erasure::time).reversed());

    /** Layout: time (8 bytes), user as {@link ByteArrays} has it. */
    static final EntryFormat<Erasure> FORMAT = new Format();

    boolean isOf(byte[] other) {
        return Arrays.equals(user, other);
    }

    private static final class Format implements EntryFormat<Erasure> {
        @Override
        public void write(Erasure erasure, DataOutput out) throws IOException {
            out.writeLong(erasure.time());
            ByteArrays.write(erasure.user(), out);
        }

        @Override
        public Erasure read(DataInput in) throws IOException {
            long time = in.readLong();
            return new Erasure(ByteArrays.read(in), time);
        }

        @Override
        public long bytes(Erasure erasure) {
            return 48 + ByteArrays.bytes(erasure.user());
        }
    }
}
