// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Sets of ints from 0 on as bytes: ascending, each as its distance from the one before it, 7 bits a
 * byte with the lowest first, where the top bit says that more follow (Witten, Moffat, Bell 1999,
 * chapter 3). A holding among 200,000 items takes two bytes, and one where it is popular. Sets are
 * values: a change makes another array.
 */
final class AscendingInts {
    static final byte[] NONE = {};

    private static final int MORE = 0x80;
    private static final int MOST_BYTES = 5;

    /**
     * @param ascending distinct, of which the first {@code size} count
     */
    static byte[] of(int[] ascending, int size) {
        byte[] set = new byte[size * MOST_BYTES];
        int end = 0;
        int before = 0;
        for (int i = 0; i < size; i++) {
            end = write(set, end, ascending[i] - before);
            before = ascending[i];
        }
        return Arrays.copyOf(set, end);
    }

    /** Writes a set's values to an array that has room for them; returns how many there are. */
    static int read(byte[] set, int[] values) {
        int size = 0;
        int value = 0;
        int at = 0;
        while (at < set.length) {
            int distance = set[at++];
            if (distance < 0) {
                distance &= MORE - 1;
                int shift = 7;
                int next;
                do {
                    next = set[at++];
                    distance |= (next & (MORE - 1)) << shift;
                    shift += 7;
                } while (next < 0);
            }
            value += distance;
            values[size++] = value;
        }
        return size;
    }

    /** The set with one more value, which is not in it. */
    static byte[] with(byte[] set, int value) {
        int before = 0;
        int at = 0;
        while (at < set.length) {
            int next = before + distance(set, at);
            if (next > value) {
                int from = end(set, at);
                byte[] two = new byte[2 * MOST_BYTES];
                int length = write(two, write(two, 0, value - before), next - value);
                return replaced(set, at, from, two, length);
            }
            before = next;
            at = end(set, at);
        }
        byte[] one = new byte[MOST_BYTES];
        return replaced(set, at, at, one, write(one, 0, value - before));
    }

    /** The set without a value that is in it. */
    static byte[] without(byte[] set, int value) {
        int before = 0;
        int at = 0;
        while (true) {
            int next = before + distance(set, at);
            int end = end(set, at);
            if (next == value) {
                if (end == set.length) {
                    return Arrays.copyOf(set, at);
                }
                byte[] one = new byte[MOST_BYTES];
                int length = write(one, 0, next + distance(set, end) - before);
                return replaced(set, at, end(set, end), one, length);
            }
            before = next;
            at = end;
        }
    }

    private static byte[] replaced(byte[] set, int from, int to, byte[] by, int length) {
        byte[] changed = new byte[set.length - (to - from) + length];
        System.arraycopy(set, 0, changed, 0, from);
        System.arraycopy(by, 0, changed, from, length);
        System.arraycopy(set, to, changed, from + length, set.length - to);
        return changed;
    }

    private static int write(byte[] to, int at, int distance) {
        int end = at;
        int rest = distance;
        while (rest >= MORE) {
            to[end++] = (byte) (rest | MORE);
            rest >>>= 7;
        }
        to[end++] = (byte) rest;
        return end;
    }

    private static int distance(byte[] set, int at) {
        int distance = 0;
        int shift = 0;
        int from = at;
        int next;
        do {
            next = set[from++];
            distance |= (next & (MORE - 1)) << shift;
            shift += 7;
        } while (next < 0);
        return distance;
    }

    private static int end(byte[] set, int at) {
        int end = at;
        while (set[end] < 0) {
            end++;
        }
        return end + 1;
    }

    private AscendingInts() {}
}
