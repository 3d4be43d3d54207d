// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * Entries that are in order, in a file. It can be read as often as is needed, until it is closed.
 */
public final class Run<T> implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final FileChannel file;
    private final long size;
    private final EntryFormat<T> format;

    private Run(FileChannel file, long size, EntryFormat<T> format) {
        this.file = file;
        this.size = size;
        this.format = format;
    }

    /** Writes all of the entries, and closes them. */
    public static <T> Run<T> write(
            TemporaryDirectory directory, Entries<T> entries, EntryFormat<T> format)
            throws IOException {
        try (entries) {
            FileChannel file = directory.file();
            DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
            long size = 0;
            for (T entry = entries.next(); entry != null; entry = entries.next()) {
                format.write(entry, out);
                size++;
            }
            out.flush();
            return new Run<>(file, size, format);
        }
    }

    /** Reads them from the first on, whoever else reads them. */
    public Entries<T> open() {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FromStart(file), BUFFER));
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
            public void close() {}
        };
    }

    /** The file is gone then. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Has a position of its own, so that readers of one file do not move each other. */
    private static final class FromStart extends InputStream {
        private final FileChannel file;
        private long position;

        FromStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
