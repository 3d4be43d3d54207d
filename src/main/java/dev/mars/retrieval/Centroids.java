// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/** The centroids of one partition of the unit sphere, coarsely kept, and who is near them. */
final class Centroids {
    /** Scores are sorted into buckets of this many bits' width to find the best few of many. */
    private static final int BUCKET_BITS = 7;

    private final int dimensions;
    private final int count;
    private final byte[] blocks;

    /**
     * @param units [count x d], each of length 1
     */
    Centroids(float[][] units) {
        dimensions = units[0].length;
        count = units.length;
        Cell cell = new Cell(dimensions);
        short[] fixed = new short[dimensions];
        for (float[] unit : units) {
            if (!FixedPoint.encode(unit, fixed)) {
                throw new IllegalArgumentException(
                        "a coarse centroid is not finite or not of length 1; train the model anew");
            }
            cell.add(cell.size(), fixed);
        }
        blocks = cell.high();
    }

    int count() {
        return count;
    }

    int dimensions() {
        return dimensions;
    }

    /** Space for the scores of all centroids. */
    short[] scores() {
        return new short[(count + ByteScan.LANES - 1) / ByteScan.LANES * ByteScan.LANES];
    }

    /** The centroid with the largest score, of equal ones the first. */
    int nearest(ByteScan scan, short[] query, short[] scores) {
        score(scan, query, scores);
        short largest = scan.largest(scores, count);
        int first = 0;
        while (scores[first] != largest) {
            first++;
        }
        return first;
    }

    /**
     * The centroids with the largest scores, best first, of equal ones the first first.
     *
     * @param scores of all, by {@link #score}
     * @param nearest receives them; its length is how many are wanted, at most {@link #count}
     */
    void nearest(short[] scores, int[] nearest) {
        int[] buckets = new int[1 << (16 - BUCKET_BITS)];
        for (int i = 0; i < count; i++) {
            buckets[bucket(scores[i])]++;
        }
        int last = buckets.length;
        int above = 0;
        while (above < nearest.length) {
            above += buckets[--last];
        }
        long[] order = new long[above];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (bucket(scores[i]) >= last) {
                order[size++] = (long) -scores[i] << 32 | i;
            }
        }
        Arrays.sort(order);
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = (int) order[i];
        }
    }

    private static int bucket(short score) {
        return (score - Short.MIN_VALUE) >> BUCKET_BITS;
    }

    /** Compares all with a query. */
    void score(ByteScan scan, short[] query, short[] scores) {
        scan.dots(query, blocks, scores.length / ByteScan.LANES, scores);
    }

    long ramBytesUsed() {
        return blocks.length;
    }
}
