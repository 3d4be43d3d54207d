// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a float32 matrix row by row as {@link Npy} and numpy.load read it (version 1). */
final class NpyWriter implements Closeable {
    private static final int ALIGNMENT = 64;

    private final OutputStream out;
    private final int rows;
    private final ByteBuffer row;
    private int written;

    NpyWriter(Path file, int rows, int columns) throws IOException {
        this.rows = rows;
        row = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        out.write(header(rows, columns));
    }

    private static byte[] header(int rows, int columns) {
        String fields =
                "{'descr': '<f4', 'fortran_order': False, 'shape': ("
                        + rows
                        + ", "
                        + columns
                        + "), }";
        int before = Npy.MAGIC.length + 4;
        int unpadded = before + fields.length() + 1;
        int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocate(total)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Npy.MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (total - before))
                .put(
                        (fields + " ".repeat(total - unpadded) + "\n")
                                .getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Appends a row; null is a row of zeros. */
    void write(float[] values) throws IOException {
        if (values != null && values.length * Float.BYTES != row.capacity()) {
            throw new IllegalArgumentException(
                    "a row has "
                            + values.length
                            + " values; the matrix has "
                            + row.capacity() / Float.BYTES
                            + " columns");
        }
        row.clear();
        for (int i = 0; i < row.capacity() / Float.BYTES; i++) {
            row.putFloat(values == null ? 0f : values[i]);
        }
        out.write(row.array());
        written++;
    }

    /** Completes the file; every announced row must have been written. */
    @Override
    public void close() throws IOException {
        out.close();
        if (written != rows) {
            throw new IOException(
                    written + " rows were written; " + rows + " were announced in the header");
        }
    }
}
