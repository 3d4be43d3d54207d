// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Puts numbers in order by their scores, the highest first, of equal ones the smallest number, and
 * no more of them than are asked for: they are chained in buckets by score, and a bucket is sorted
 * once the order gets there. Few searches get far. Reusable; one thread.
 */
final class NearestFirst {
    /** A bucket takes scores of this many bits' width. */
    private static final int BUCKET_BITS = 9;

    private static final int BUCKETS = 1 << (Short.SIZE - BUCKET_BITS);
    private static final int NOTHING = -1;

    private final int[] added;

    /** Of what was added, by place: what was added to the same bucket before. */
    private final int[] before;

    private final int[] lastOfBucket = new int[BUCKETS];
    private final int[] inOrder;
    private int size;
    private int bucket;
    private int sorted;

    /**
     * @param most numbers there can be
     */
    NearestFirst(int most) {
        added = new int[most];
        before = new int[most];
        inOrder = new int[most];
        clear();
    }

    void clear() {
        size = 0;
        sorted = 0;
        bucket = 0;
        Arrays.fill(lastOfBucket, NOTHING);
    }

    /**
     * @param number 0 to 65,535; not added twice, and not after {@link #at} was called
     */
    void add(short score, int number) {
        // In ascending order of these the score descends.
        int key = ~score << 16 | number;
        int of = (key >> 16 + BUCKET_BITS) + BUCKETS / 2;
        added[size] = key;
        before[size] = lastOfBucket[of];
        lastOfBucket[of] = size++;
    }

    int size() {
        return size;
    }

    /** The number at a place, below {@link #size}; places are asked for one after the other. */
    int at(int place) {
        while (place >= sorted) {
            int begin = sorted;
            for (int i = lastOfBucket[bucket++]; i != NOTHING; i = before[i]) {
                inOrder[sorted++] = added[i];
            }
            Arrays.sort(inOrder, begin, sorted);
        }
        return inOrder[place] & 0xFFFF;
    }

    long ramBytesUsed() {
        return 3 * Ram.array(added.length, 4) + Ram.array(BUCKETS, 4);
    }
}
