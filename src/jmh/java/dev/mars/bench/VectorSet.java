// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/**
 * The vectors of one measurement, all from one distribution, of one length, none in two parts.
 *
 * @param base what is indexed; the key is the position
 * @param queries what is searched for
 * @param fresh what replaces indexed vectors
 */
record VectorSet(float[][] base, float[][] queries, float[][] fresh) {
    static final int QUERIES = 1_000;

    /** Vectors that a set takes whose index has {@code size}. */
    static int needed(int size) {
        return size + QUERIES + 2 * replacements(size);
    }

    /** Upserts of a phase: a hundredth of the index, so that peers clear away what they put off. */
    static int replacements(int size) {
        return Math.max(2_000, size / 100);
    }

    /** Deals the vectors out at random; there are {@link #needed} of them. */
    static VectorSet deal(float[][] vectors, int size, long seed) {
        float[][] dealt = vectors.clone();
        shuffle(dealt, new Random(seed));
        return new VectorSet(
                Arrays.copyOf(dealt, size),
                Arrays.copyOfRange(dealt, size, size + QUERIES),
                Arrays.copyOfRange(dealt, size + QUERIES, needed(size)));
    }

    static void shuffle(float[][] vectors, Random random) {
        for (int i = vectors.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float[] swap = vectors[i];
            vectors[i] = vectors[j];
            vectors[j] = swap;
        }
    }

    /** Writes dimensions, the parts' sizes and then all vectors, big-endian. */
    void write(Path file) throws IOException {
        int dimensions = base[0].length;
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(4 * Integer.BYTES);
            head.putInt(dimensions).putInt(base.length).putInt(queries.length).putInt(fresh.length);
            channel.write(head.flip());
            ByteBuffer row = ByteBuffer.allocate(dimensions * Float.BYTES);
            for (float[][] part : new float[][][] {base, queries, fresh}) {
                for (float[] vector : part) {
                    row.clear();
                    row.asFloatBuffer().put(vector);
                    channel.write(row);
                }
            }
        }
    }

    static VectorSet read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = ByteBuffer.allocate(4 * Integer.BYTES);
            fill(channel, head);
            int dimensions = head.getInt();
            float[][] base = new float[head.getInt()][];
            float[][] queries = new float[head.getInt()][];
            float[][] fresh = new float[head.getInt()][];
            ByteBuffer row = ByteBuffer.allocate(dimensions * Float.BYTES);
            for (float[][] part : new float[][][] {base, queries, fresh}) {
                for (int i = 0; i < part.length; i++) {
                    fill(channel, row);
                    part[i] = new float[dimensions];
                    row.asFloatBuffer().get(part[i]);
                }
            }
            return new VectorSet(base, queries, fresh);
        }
    }

    private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("a file of vectors ends too early; prepare it again");
            }
        }
        buffer.flip();
    }
}
