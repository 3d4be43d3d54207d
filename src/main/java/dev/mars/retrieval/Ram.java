// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Sizes on the heap, in bytes, as HotSpot lays objects out with compressed references: headers of
 * 12 bytes, of 16 for arrays, and all sizes multiples of 8.
 */
final class Ram {
    static final int REFERENCE = 4;

    /** Of an array of so many elements of so many bytes each. */
    static long array(long length, int bytes) {
        return (16 + length * bytes + 7) & ~7L;
    }

    private Ram() {}
}
