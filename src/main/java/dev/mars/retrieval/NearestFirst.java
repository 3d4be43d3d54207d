// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Puts numbers in order by their scores, the highest first, of equal ones the smallest number, and
 * no more of them than are asked for: they are dealt into buckets by score, and a bucket is sorted
 * once the order gets there. Few searches get far. Reusable; one thread.
 */
final class NearestFirst {
    /** A bucket takes scores of this many bits' width. */
    private static final int BUCKET_BITS = 9;

    private static final int BUCKETS = 1 << (Short.SIZE - BUCKET_BITS);

    private final int[] added;
    private final int[] dealt;

    /** Where each bucket begins, until it is dealt; then where it ends. */
    private final int[] ends = new int[BUCKETS];

    private int size;
    private int bucket;
    private int sorted;
    private boolean isDealt;

    /**
     * @param most numbers there can be
     */
    NearestFirst(int most) {
        added = new int[most];
        dealt = new int[most];
    }

    void clear() {
        size = 0;
        sorted = 0;
        bucket = 0;
        isDealt = false;
    }

    /**
     * @param number 0 to 65,535; not added twice, and not after {@link #at} was called
     */
    void add(short score, int number) {
        // In ascending order of these the score descends.
        added[size++] = ~score << 16 | number;
    }

    int size() {
        return size;
    }

    /** The number at a place, below {@link #size}; places are asked for one after the other. */
    int at(int place) {
        if (!isDealt) {
            deal();
            isDealt = true;
        }
        while (place >= sorted) {
            int end = ends[bucket++];
            Arrays.sort(dealt, sorted, end);
            sorted = end;
        }
        return dealt[place] & 0xFFFF;
    }

    private void deal() {
        Arrays.fill(ends, 0);
        for (int i = 0; i < size; i++) {
            ends[bucketOf(added[i])]++;
        }
        int begin = 0;
        for (int i = 0; i < BUCKETS; i++) {
            int count = ends[i];
            ends[i] = begin;
            begin += count;
        }
        for (int i = 0; i < size; i++) {
            dealt[ends[bucketOf(added[i])]++] = added[i];
        }
    }

    private static int bucketOf(int key) {
        return (key >> 16 + BUCKET_BITS) + BUCKETS / 2;
    }

    long ramBytesUsed() {
        return Ram.array(added.length, 4) + Ram.array(dealt.length, 4) + Ram.array(BUCKETS, 4);
    }
}
