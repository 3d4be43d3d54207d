// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * The whole vectors of some candidates, copied together to be compared with a query in one go.
 *
 * <p>A candidate's bytes are in many cache lines of its cell. To copy them first waits for many of
 * these at a time, where to compare one candidate after the other waits for each; and what is
 * copied can be compared in SIMD registers.
 *
 * <p>Reusable; one thread.
 */
final class Shortlist {
    /** As many as a search mostly has. */
    private static final int MOST = 64;

    private final ByteScan scan;
    private final int stride;
    private final int[] query;
    private final byte[] rows;
    private final int[] keys = new int[MOST];
    private final int[] dots = new int[MOST];
    private int size;

    Shortlist(ByteScan scan, int dimensions) {
        this.scan = scan;
        stride = Blocks.filled(dimensions);
        query = new int[stride];
        rows = new byte[MOST * 2 * stride];
    }

    /**
     * Begins anew.
     *
     * @param fixed an encoded query
     */
    void start(short[] fixed) {
        for (int i = 0; i < fixed.length; i++) {
            query[i] = fixed[i];
        }
        size = 0;
    }

    boolean isFull() {
        return size == MOST;
    }

    int size() {
        return size;
    }

    void add(Cell cell, int slot) {
        cell.copy(slot, rows, size * 2 * stride, stride);
        keys[size++] = cell.key(slot);
    }

    /** Compares all that were added; they are there until {@link #start}. */
    void compare() {
        scan.wholeDots(query, rows, size, dots);
    }

    int key(int i) {
        return keys[i];
    }

    /** Sum of the products with the query: at most about {@link FixedPoint#ONE} squared. */
    int dot(int i) {
        return dots[i];
    }

    long ramBytesUsed() {
        return rows.length + 4L * query.length + 8L * MOST;
    }
}
