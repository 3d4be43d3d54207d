// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * A sum and a mark for each of the few ordinals that one request touches, in the order in which it
 * touches them.
 *
 * <p>Arrays over all ordinals would be simpler, but cost memory for each donor and item, and a
 * cache miss for each touch. This is a hash table with linear probing as large as the largest
 * request so far, and stays in the cache. Reusable; one thread.
 */
final class Tally {
    private static final long EMPTY = -1;

    /**
     * Ordinals, in the upper half, and their places, where the ordinals' hashes point to or further
     * on. A power of two in length.
     */
    private long[] table = new long[1024];

    private int[] ordinals = new int[512];
    private double[] sums = new double[512];
    private int[] marks = new int[512];
    private int size;

    Tally() {
        Arrays.fill(table, EMPTY);
    }

    void clear() {
        Arrays.fill(table, EMPTY);
        size = 0;
    }

    int size() {
        return size;
    }

    /** Place of an ordinal; a new one, with sum and mark 0, at the end if it has none. */
    int touch(int ordinal) {
        int slot = slot(ordinal);
        if (table[slot] != EMPTY) {
            return (int) table[slot];
        }
        if (size == ordinals.length) {
            grow();
            slot = slot(ordinal);
        }
        table[slot] = (long) ordinal << 32 | size;
        ordinals[size] = ordinal;
        sums[size] = 0;
        marks[size] = 0;
        return size++;
    }

    /** Place of an ordinal, or -1. */
    int find(int ordinal) {
        return (int) table[slot(ordinal)];
    }

    int ordinal(int place) {
        return ordinals[place];
    }

    double sum(int place) {
        return sums[place];
    }

    void add(int place, double amount) {
        sums[place] += amount;
    }

    int mark(int place) {
        return marks[place];
    }

    void mark(int place, int mark) {
        marks[place] = mark;
    }

    /** Where the ordinal's place stands, or the empty slot where it belongs. */
    private int slot(int ordinal) {
        int mask = table.length - 1;
        int slot = ordinal * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(mask);
        while (table[slot] != EMPTY && (int) (table[slot] >> 32) != ordinal) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        ordinals = Arrays.copyOf(ordinals, 2 * size);
        sums = Arrays.copyOf(sums, 2 * size);
        marks = Arrays.copyOf(marks, 2 * size);
        table = new long[4 * size];
        Arrays.fill(table, EMPTY);
        for (int place = 0; place < size; place++) {
            table[slot(ordinals[place])] = (long) ordinals[place] << 32 | place;
        }
    }

    long ramBytesUsed() {
        return 8L * table.length + 16L * ordinals.length;
    }
}
