// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of entries that are in order.
 *
 * @param size entries in it
 */
record Run<T>(Path file, long size, EntryFormat<T> format) {
    private static final int BUFFER = 64 << 10;

    /** Writes all of the entries, and closes them. */
    static <T> Run<T> write(Path file, Entries<T> entries, EntryFormat<T> format)
            throws IOException {
        long size = 0;
        try (entries;
                DataOutputStream out =
                        new DataOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (T entry = entries.next(); entry != null; entry = entries.next()) {
                format.write(entry, out);
                size++;
            }
        }
        return new Run<>(file, size, format);
    }

    /** Reads them once; the file goes when the reader is closed. */
    Entries<T> open() throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        return new Entries<>() {
            private long left = size;

            @Override
            public T next() throws IOException {
                if (left == 0) {
                    return null;
                }
                left--;
                return format.read(in);
            }

            @Override
            public void close() throws IOException {
                in.close();
                Files.deleteIfExists(file);
            }
        };
    }
}
