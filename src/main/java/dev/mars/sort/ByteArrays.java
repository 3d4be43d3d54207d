// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** Byte arrays that may be null, in files and in order. */
public final class ByteArrays {
    /** Null first, then byte by byte as unsigned numbers, a prefix before what it begins. */
    public static final Comparator<byte[]> ORDER = Comparator.nullsFirst(Arrays::compareUnsigned);

    private static final int NULL = -1;

    /** Four bytes of length, -1 for null, and the bytes. */
    public static void write(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes == null ? NULL : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    public static byte[] read(DataInput in) throws IOException {
        int length = in.readInt();
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** The same of a text, in UTF-8; it is not null. */
    public static void writeText(String text, DataOutput out) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), out);
    }

    public static String readText(DataInput in) throws IOException {
        return new String(read(in), StandardCharsets.UTF_8);
    }

    /** In memory, with the array's own head. */
    public static long bytes(byte[] bytes) {
        return bytes == null ? 0 : 24L + bytes.length;
    }

    private ByteArrays() {}
}
