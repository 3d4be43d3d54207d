// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * What a search found, best first.
 *
 * @param keys of the vectors
 * @param cosines of the same, in [-1, 1]
 */
public record Neighbours(int[] keys, float[] cosines) {
    static final Neighbours NONE = new Neighbours(new int[0], new float[0]);

    public int size() {
        return keys.length;
    }
}
