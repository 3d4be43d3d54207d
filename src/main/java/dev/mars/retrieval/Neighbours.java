// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * What a search found, best first.
 *
 * @param keys of the vectors
 * @param cosines of the same, in [-1, 1]
 * @param dots what they are ordered by: the cosines as integers, see {@link FixedPoint}, of which
 *     several may come to the same float
 */
public record Neighbours(int[] keys, float[] cosines, int[] dots) {
    static final Neighbours NONE = new Neighbours(new int[0], new float[0], new int[0]);

    public int size() {
        return keys.length;
    }
}
