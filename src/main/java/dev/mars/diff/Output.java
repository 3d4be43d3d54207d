// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import dev.mars.sort.ByteArrays;
import dev.mars.sort.EntryFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One output of one topic.
 *
 * @param asOf milliseconds since the epoch; with the user it is the output's identity
 * @param user UTF-8
 * @param value as it is on the topic; null for a tombstone
 */
public record Output(Side side, long asOf, byte[] user, byte[] value) {
    /**
     * By identity, then side, then bytes. Time comes first: what differs early is the cause of what
     * differs later more often than the other way round.
     */
    public static final Comparator<Output> ORDER =
            Comparator.comparingLong(Output::asOf)
                    .thenComparing(Output::user, ByteArrays.ORDER)
                    .thenComparing(Output::side)
                    .thenComparing(Output::value, ByteArrays.ORDER);

    /** Layout: side (1 byte), asOf (8), user and value as {@link ByteArrays} has them. */
    public static final EntryFormat<Output> FORMAT = new Format();

    boolean isAbout(Output other) {
        return asOf == other.asOf && Arrays.equals(user, other.user);
    }

    String userId() {
        return new String(user, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Output that
                && side == that.side
                && isAbout(that)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(asOf) * 31 + Arrays.hashCode(user);
    }

    private static final class Format implements EntryFormat<Output> {
        @Override
        public void write(Output output, DataOutput out) throws IOException {
            out.writeByte(output.side().ordinal());
            out.writeLong(output.asOf());
            ByteArrays.write(output.user(), out);
            ByteArrays.write(output.value(), out);
        }

        @Override
        public Output read(DataInput in) throws IOException {
            return new Output(
                    in.readByte() == 0 ? Side.FIRST : Side.SECOND,
                    in.readLong(),
                    ByteArrays.read(in),
                    ByteArrays.read(in));
        }

        @Override
        public long bytes(Output output) {
            return 40 + ByteArrays.bytes(output.user()) + ByteArrays.bytes(output.value());
        }
    }
}
