// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The vectors of one cell, without order: high bytes in blocks of 32 for {@link ByteScan}, low
 * bytes row by row, and keys. 2 d + 4 bytes a vector, and room for some more: the last block's high
 * bytes, and an eighth of the low ones.
 */
final class Cell {
    private static final int LANES = ByteScan.LANES;
    private static final int LEAST_ROOM = 4;

    private final int dimensions;
    private byte[] high = new byte[0];
    private byte[] low = new byte[0];
    private int[] keys = new int[0];
    private int size;

    Cell(int dimensions) {
        this.dimensions = dimensions;
    }

    int size() {
        return size;
    }

    int blocks() {
        return (size + LANES - 1) / LANES;
    }

    /** Blocks of high bytes; lanes from {@link #size} on hold anything. */
    byte[] high() {
        return high;
    }

    int key(int slot) {
        return keys[slot];
    }

    /** Adds a vector and gives its slot. */
    int add(int key, short[] fixed) {
        if (size == keys.length) {
            resize(size + Math.max(LEAST_ROOM, size / 8));
        }
        keys[size] = key;
        write(size, fixed);
        return size++;
    }

    void write(int slot, short[] fixed) {
        int at = first(slot);
        int row = slot * dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            high[at + dimension * LANES] = FixedPoint.high(fixed[dimension]);
            low[row + dimension] = FixedPoint.low(fixed[dimension]);
        }
    }

    void read(int slot, short[] fixed) {
        int at = first(slot);
        int row = slot * dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            fixed[dimension] = (short) ((high[at + dimension * LANES] << 8) + low[row + dimension]);
        }
    }

    /** Removes a vector; the last one, if it is another, takes its slot. */
    void remove(int slot) {
        int last = --size;
        if (slot != last) {
            keys[slot] = keys[last];
            int from = first(last);
            int to = first(slot);
            for (int dimension = 0; dimension < dimensions; dimension++) {
                high[to + dimension * LANES] = high[from + dimension * LANES];
            }
            System.arraycopy(low, last * dimensions, low, slot * dimensions, dimensions);
        }
        if (keys.length - size > 2 * LEAST_ROOM + size / 4) {
            resize(size);
        }
    }

    /** Sum of the products with an encoded vector: at most about {@link FixedPoint#ONE} squared. */
    int dot(int slot, short[] fixed) {
        int at = first(slot);
        int row = slot * dimensions;
        int ofHigh = 0;
        int ofLow = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            ofHigh += fixed[dimension] * high[at + dimension * LANES];
            ofLow += fixed[dimension] * low[row + dimension];
        }
        return (ofHigh << 8) + ofLow;
    }

    private int first(int slot) {
        return slot / LANES * LANES * dimensions + slot % LANES;
    }

    private void resize(int capacity) {
        int whole = (capacity + LANES - 1) / LANES * LANES;
        keys = Arrays.copyOf(keys, capacity);
        low = Arrays.copyOf(low, Math.multiplyExact(capacity, dimensions));
        if (high.length != whole * dimensions) {
            high = Arrays.copyOf(high, Math.multiplyExact(whole, dimensions));
        }
    }

    long ramBytesUsed() {
        return 32
                + Ram.array(keys.length, 4)
                + Ram.array(high.length, 1)
                + Ram.array(low.length, 1);
    }
}
