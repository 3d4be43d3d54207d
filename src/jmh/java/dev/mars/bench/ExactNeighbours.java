// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Nearest neighbours by comparing every vector, on all cores. */
final class ExactNeighbours {
    /** Positions of each query's k nearest vectors, best first, the query's own object left out. */
    static int[][] of(float[][] queries, float[][] vectors, int k) {
        return IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(q -> nearest(queries[q], vectors, k))
                .toArray(int[][]::new);
    }

    private static int[] nearest(float[] query, float[][] vectors, int k) {
        int[] keys = new int[k];
        float[] dots = new float[k];
        Arrays.fill(dots, Float.NEGATIVE_INFINITY);
        Arrays.fill(keys, -1);
        for (int key = 0; key < vectors.length; key++) {
            if (vectors[key] == query) {
                continue;
            }
            float dot = dot(query, vectors[key]);
            if (dot <= dots[k - 1]) {
                continue;
            }
            int at = k - 1;
            for (; at > 0 && dots[at - 1] < dot; at--) {
                dots[at] = dots[at - 1];
                keys[at] = keys[at - 1];
            }
            dots[at] = dot;
            keys[at] = key;
        }
        return keys;
    }

    /** Inner product; four sums, so that one addition need not wait for the one before. */
    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private ExactNeighbours() {}
}
