// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * How the coarse bytes of vectors lie in memory, {@value #LANES} vectors to a block: for each four
 * dimensions a row of 64 bytes, four of each vector.
 *
 * <p>A SIMD register so holds few dimensions of many vectors, and a sum over the dimensions needs
 * next to no sums within a register. To read one vector takes a cache line of each row. Two
 * dimensions are read as one 16-bit value, 256 b + a, where a is the first of them plus 128 and b
 * the second: see {@link CoarseQuery} for why. Vectors alternate between the two registers of a
 * row, so that sums come out in the vectors' order.
 *
 * <p>Dimensions are filled up ({@link #filled}); what is stored there is multiplied by 0.
 */
final class Blocks {
    static final int LANES = 16;

    /** Bytes of a row: {@link #QUAD} dimensions of all vectors. */
    static final int ROW = 64;

    static final int QUAD = 4;

    /** Bytes of one of the two parts of a row, between which the vectors alternate. */
    static final int PART = 32;

    /** Dimensions are filled up to a multiple of so many: two rows. */
    static final int STEP = 2 * QUAD;

    static int filled(int dimensions) {
        return (dimensions + STEP - 1) / STEP * STEP;
    }

    /** Bytes of a block. */
    static int bytes(int dimensions) {
        return filled(dimensions) * LANES;
    }

    /** Where the first four dimensions of a vector are; the next are a {@link #ROW} further. */
    static int first(int slot, int dimensions) {
        int lane = slot % LANES;
        return slot / LANES * bytes(dimensions) + lane % 2 * PART + lane / 2 * QUAD;
    }

    /** Where a dimension is, after {@link #first}. */
    static int place(int dimension) {
        return dimension / QUAD * ROW + dimension % QUAD;
    }

    /** What is stored of a value, and the other way round. */
    static byte stored(byte value, int dimension) {
        return dimension % 2 == 0 ? (byte) (value ^ 0x80) : value;
    }

    private Blocks() {}
}
