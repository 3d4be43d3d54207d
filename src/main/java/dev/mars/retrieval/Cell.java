// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The vectors of one cell, without order: high bytes in {@link Blocks} for {@link ByteScan}, low
 * bytes row by row, and keys. 2 d + 4 bytes a vector if d is a multiple of eight, and room for some
 * more: the last block's high bytes, and an eighth of the low ones.
 */
final class Cell {
    private static final VarHandle QUADS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** What {@link Blocks#stored} changes of four dimensions. */
    private static final int FLIPPED = 0x00800080;

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
        return (size + Blocks.LANES - 1) / Blocks.LANES;
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
        int at = Blocks.first(slot, dimensions);
        int row = slot * dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            byte value = FixedPoint.high(fixed[dimension]);
            high[at + Blocks.place(dimension)] = Blocks.stored(value, dimension);
            low[row + dimension] = FixedPoint.low(fixed[dimension]);
        }
    }

    void read(int slot, short[] fixed) {
        int at = Blocks.first(slot, dimensions);
        int row = slot * dimensions;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            byte value = Blocks.stored(high[at + Blocks.place(dimension)], dimension);
            fixed[dimension] = (short) ((value << 8) + low[row + dimension]);
        }
    }

    /** Removes a vector; the last one, if it is another, takes its slot. */
    void remove(int slot) {
        int last = --size;
        if (slot != last) {
            keys[slot] = keys[last];
            int from = Blocks.first(last, dimensions);
            int to = Blocks.first(slot, dimensions);
            for (int row = 0; row < Blocks.bytes(dimensions); row += Blocks.ROW) {
                System.arraycopy(high, from + row, high, to + row, Blocks.QUAD);
            }
            System.arraycopy(low, last * dimensions, low, slot * dimensions, dimensions);
        }
        if (keys.length - size > 2 * LEAST_ROOM + size / 4) {
            resize(size);
        }
    }

    /**
     * Copies a vector's bytes.
     *
     * @param to where its high bytes go
     * @param stride how much further its low bytes go
     */
    void copy(int slot, byte[] rows, int to, int stride) {
        int at = Blocks.first(slot, dimensions);
        int whole = dimensions / Blocks.QUAD * Blocks.QUAD;
        for (int i = 0; i < whole; i += Blocks.QUAD, at += Blocks.ROW) {
            QUADS.set(rows, to + i, (int) QUADS.get(high, at) ^ FLIPPED);
        }
        for (int i = whole; i < dimensions; i++, at++) {
            rows[to + i] = Blocks.stored(high[at], i);
        }
        System.arraycopy(low, slot * dimensions, rows, to + stride, dimensions);
    }

    private void resize(int capacity) {
        int blocks = (capacity + Blocks.LANES - 1) / Blocks.LANES;
        keys = Arrays.copyOf(keys, capacity);
        low = Arrays.copyOf(low, Math.multiplyExact(capacity, dimensions));
        int bytes = Math.multiplyExact(blocks, Blocks.bytes(dimensions));
        if (high.length != bytes) {
            high = Arrays.copyOf(high, bytes);
        }
    }

    long ramBytesUsed() {
        return 32
                + Ram.array(keys.length, 4)
                + Ram.array(high.length, 1)
                + Ram.array(low.length, 1);
    }
}
