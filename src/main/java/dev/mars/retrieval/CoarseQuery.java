// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * A vector at the scale at which {@link ByteScan} compares it with others, and what it multiplies
 * them by.
 *
 * <p>Of two dimensions a block holds the value w = 256 b + a, with x = a - 128 and y = b. The share
 * of a dot product that they have, p x + q y, is w p + b (q - 256 p) - 128 p: two products of what
 * one load and one shift give, where to take the two bytes apart would cost more. In 16 bits all of
 * this is modulo 2^16, and the sum is right as soon as it fits.
 *
 * <p>Reusable; one thread.
 */
final class CoarseQuery {
    private final int dimensions;
    private final int scale;
    private final int one;
    private final short[] values;
    private final int[] factors;
    private short start;

    CoarseQuery(int dimensions) {
        this.dimensions = dimensions;
        scale = FixedPoint.coarseScale(dimensions);
        one = FixedPoint.coarseOne(dimensions);
        values = new short[Blocks.filled(dimensions)];
        factors = new int[values.length / 2];
    }

    /** Takes a vector, see {@link FixedPoint#coarse}. */
    void set(short[] fixed) {
        FixedPoint.coarse(fixed, scale, values);
        int sum = 0;
        for (int i = 0; i < factors.length; i += 2) {
            int at = i / 2 * Blocks.QUAD;
            int p = values[at];
            int next = values[at + 2];
            factors[i] = pair(p, next);
            factors[i + 1] = pair(values[at + 1] - 256 * p, values[at + 3] - 256 * next);
            sum += p + next;
        }
        start = (short) (-64 * sum);
    }

    private static int pair(int first, int second) {
        return first & 0xFFFF | second << 16;
    }

    /** The integer that stands for 1. */
    int scale() {
        return scale;
    }

    /** The score that stands for a cosine of 1. */
    int one() {
        return one;
    }

    int dimensions() {
        return dimensions;
    }

    /** Its values, 0 where dimensions are filled up. */
    short[] values() {
        return values;
    }

    /**
     * For each four dimensions two pairs of 16-bit factors: of the values w, and of their high
     * bytes. The first two dimensions' factor is in the low bits.
     */
    int[] factors() {
        return factors;
    }

    /** What a sum starts from in each of the two halves that it is kept in: half of -128 p. */
    short start() {
        return start;
    }
}
