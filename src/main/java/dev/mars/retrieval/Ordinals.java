// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Dense ints for ids, so that arrays can stand where maps would be slow. Released ones are used
 * again. Which int an id gets depends on the history, so nothing may be ordered by it that shows in
 * an answer: {@link #compare} orders by id.
 *
 * <p>A hash table with open addressing (linear probing, removal by shifting back; Knuth, volume 3,
 * 6.4, algorithm R) over the array of ids: 12 to 20 bytes an id, where a map of boxed ints has 60.
 */
final class Ordinals {
    private static final int EMPTY = -1;

    /** Ordinals where their ids' hashes point to, or further on. A power of two in length. */
    private int[] table = new int[32];

    private String[] ids = new String[16];
    private int[] released = new int[0];
    private int releasedCount;
    private int limit;
    private int size;

    Ordinals() {
        Arrays.fill(table, EMPTY);
    }

    /** The id's ordinal, or -1. */
    int find(String id) {
        return table[place(id)];
    }

    /** The id's ordinal, a new one if it has none. */
    int acquire(String id) {
        int place = place(id);
        if (table[place] != EMPTY) {
            return table[place];
        }
        int ordinal = releasedCount > 0 ? released[--releasedCount] : limit++;
        if (ordinal >= ids.length) {
            ids = Arrays.copyOf(ids, ids.length + ids.length / 4);
        }
        ids[ordinal] = id;
        table[place] = ordinal;
        size++;
        if (size > table.length / 4 * 3) {
            grow();
        }
        return ordinal;
    }

    void release(int ordinal) {
        int hole = place(ids[ordinal]);
        int mask = table.length - 1;
        for (int next = (hole + 1) & mask; table[next] != EMPTY; next = (next + 1) & mask) {
            // What lies behind the hole moves into it, unless it is at home in between.
            int home = home(ids[table[next]]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                table[hole] = table[next];
                hole = next;
            }
        }
        table[hole] = EMPTY;
        size--;
        ids[ordinal] = null;
        if (releasedCount == released.length) {
            released = Arrays.copyOf(released, Math.max(16, released.length * 3 / 2));
        }
        released[releasedCount++] = ordinal;
    }

    /** Where the id is, or the empty place where it belongs. */
    private int place(String id) {
        int mask = table.length - 1;
        int place = home(id);
        while (table[place] != EMPTY && !ids[table[place]].equals(id)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Fibonacci hashing: ids that differ in the last digits only lie far apart. */
    private int home(String id) {
        return id.hashCode() * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(table.length - 1);
    }

    private void grow() {
        table = new int[2 * table.length];
        Arrays.fill(table, EMPTY);
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            if (ids[ordinal] != null) {
                table[place(ids[ordinal])] = ordinal;
            }
        }
    }

    String id(int ordinal) {
        return ids[ordinal];
    }

    boolean inUse(int ordinal) {
        return ids[ordinal] != null;
    }

    /** Order of two ordinals' ids. */
    int compare(int one, int other) {
        return ids[one].compareTo(ids[other]);
    }

    /** All ordinals are below this. */
    int limit() {
        return limit;
    }

    int size() {
        return size;
    }

    long ramBytesUsed() {
        return 4L * (table.length + ids.length + released.length);
    }
}
