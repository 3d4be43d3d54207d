// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Unit vectors as 16-bit integers, and their high bytes as coarse ones.
 *
 * <p>A value v is kept as x = round(v * {@value #ONE}), so a cosine is a sum of integer products,
 * exact and free of order, and off by less than 1e-4 from that of the floats at 64 dimensions. Its
 * high byte is h = (x + 128) >> 8, its low byte the rest, l = x - 256 h: a search reads high bytes
 * only, and the low ones of the few vectors that are worth it.
 *
 * <p>A coarse score is the sum of c * h over the dimensions, where c is the query at a coarser
 * scale, see {@link #coarseScale}. The scale is the largest at which no score can leave 16 bits.
 */
final class FixedPoint {
    /** The integer that stands for 1; its high byte is 127 and its low byte 0. */
    static final int ONE = 127 << 8;

    /** Squared lengths may be off from 1 by this. With more, a high byte could leave its range. */
    private static final double SLACK = 0.007;

    static final int MOST_DIMENSIONS = 4096;

    /**
     * @param unit of length 1 within rounding
     * @param fixed receives the integers
     * @return false if a value is not finite or the length is not 1; then they mean nothing
     */
    static boolean encode(float[] unit, short[] fixed) {
        double squares = 0;
        for (int dimension = 0; dimension < fixed.length; dimension++) {
            float value = unit[dimension];
            squares += (double) value * value;
            fixed[dimension] = (short) Math.round(value * ONE);
        }
        return Math.abs(squares - 1) <= SLACK;
    }

    static byte high(short fixed) {
        return (byte) ((fixed + 128) >> 8);
    }

    static byte low(short fixed) {
        return (byte) fixed;
    }

    /**
     * The integer that stands for 1 in a coarse query. By Cauchy and Schwarz a score is at most the
     * product of both lengths, each of which rounding adds half the root of d to.
     */
    static int coarseScale(int dimensions) {
        double rounding = Math.sqrt(dimensions) / 2;
        double slack = Math.sqrt(1 + SLACK);
        return (int) ((Short.MAX_VALUE / (127 * slack + rounding) - rounding) / slack);
    }

    /** The coarse score that stands for a cosine of 1. */
    static int coarseOne(int dimensions) {
        return coarseScale(dimensions) * high((short) ONE);
    }

    /** A vector's coarse query: round(v * scale). */
    static void coarse(short[] fixed, int scale, short[] query) {
        for (int dimension = 0; dimension < fixed.length; dimension++) {
            query[dimension] = (short) Math.floorDiv(2 * fixed[dimension] * scale + ONE, 2 * ONE);
        }
    }

    /** The cosine that a sum of products of two encoded vectors stands for, in [-1, 1]. */
    static float cosine(int dot) {
        return (float) Math.max(-1, Math.min(1, dot / ((double) ONE * ONE)));
    }

    private FixedPoint() {}
}
