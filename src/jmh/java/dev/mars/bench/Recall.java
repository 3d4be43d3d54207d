// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.stream.IntStream;

/**
 * Recall@k: the share of the k nearest that a search found. Which of equally near vectors belongs
 * to the k is arbitrary, so a find counts if it is as near as the k-th nearest, to within float
 * rounding; a key that is found twice counts once.
 */
final class Recall {
    private static final float ROUNDING = 1e-6f;

    private final float[][] queries;
    private final float[][] vectors;
    private final int k;
    private final float[] worst;

    /**
     * @param vectors by key, as they are indexed now
     */
    Recall(float[][] queries, float[][] vectors, int k) {
        this.queries = queries;
        this.vectors = vectors;
        this.k = k;
        int[][] exact = ExactNeighbours.of(queries, vectors, k);
        worst = new float[queries.length];
        for (int q = 0; q < queries.length; q++) {
            worst[q] = ExactNeighbours.dot(queries[q], vectors[exact[q][k - 1]]);
        }
    }

    /** Of one contender at one effort, over all queries. */
    double of(Contender contender, int effort) throws Exception {
        long found = 0;
        for (int q = 0; q < queries.length; q++) {
            found += found(q, contender.search(queries[q], k, effort));
        }
        return (double) found / ((long) k * queries.length);
    }

    /** How many of the k nearest to a query are among the keys. */
    long found(int query, int[] keys) {
        return Math.min(
                k,
                IntStream.of(keys)
                        .distinct()
                        .filter(
                                key ->
                                        ExactNeighbours.dot(queries[query], vectors[key])
                                                >= worst[query] - ROUNDING)
                        .count());
    }
}
