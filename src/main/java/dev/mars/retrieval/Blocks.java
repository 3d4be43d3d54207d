// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * How the coarse bytes of vectors lie in memory, {@value #LANES} vectors to a block: for each four
 * dimensions a row of 128 bytes, four of each vector.
 *
 * <p>A SIMD register so holds few dimensions of many vectors, and a sum over the dimensions needs
 * next to no sums within a register. To read one vector takes one cache line of each row. Two
 * dimensions are read as one 16-bit value, 256 b + a, where a is the first of them plus 128 and b
 * the second: see {@link CoarseQuery} for why. Vectors alternate between the two registers of half
 * a row, so that sums come out in the vectors' order.
 *
 * <p>Dimensions are filled up to a multiple of four; what is stored there is multiplied by 0.
 */
final class Blocks {
    static final int LANES = 32;

    /** Bytes of a row: {@link #QUAD} dimensions of all vectors. */
    static final int ROW = 128;

    static final int QUAD = 4;

    /** Bytes of one of the four parts of a row; half of a row's vectors alternate between two. */
    static final int PART = 32;

    private static final int HALF = LANES / 2;

    /** Bytes of a block. */
    static int bytes(int dimensions) {
        return (dimensions + QUAD - 1) / QUAD * ROW;
    }

    /** Where the first four dimensions of a vector are; the next are a {@link #ROW} further. */
    static int first(int slot, int dimensions) {
        int lane = slot % LANES;
        int part = lane / HALF * 2 + lane % 2;
        return slot / LANES * bytes(dimensions) + part * PART + lane % HALF / 2 * QUAD;
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
