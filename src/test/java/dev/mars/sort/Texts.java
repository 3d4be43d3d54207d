// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Entries that are byte arrays, some of them of a text. */
final class Texts {
    static final EntryFormat<byte[]> FORMAT =
            new EntryFormat<>() {
                @Override
                public void write(byte[] entry, DataOutput out) throws IOException {
                    ByteArrays.write(entry, out);
                }

                @Override
                public byte[] read(DataInput in) throws IOException {
                    return ByteArrays.read(in);
                }

                @Override
                public long bytes(byte[] entry) {
                    return entry.length;
                }
            };

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] entry) {
        return new String(entry, StandardCharsets.UTF_8);
    }

    static Entries<byte[]> entries(List<String> texts) {
        Iterator<String> iterator = texts.iterator();
        return new Entries<>() {
            @Override
            public byte[] next() {
                return iterator.hasNext() ? of(iterator.next()) : null;
            }

            @Override
            public void close() {}
        };
    }

    static List<String> all(Entries<byte[]> entries) throws IOException {
        List<String> all = new ArrayList<>();
        for (byte[] entry = entries.next(); entry != null; entry = entries.next()) {
            all.add(text(entry));
        }
        return all;
    }

    private Texts() {}
}
