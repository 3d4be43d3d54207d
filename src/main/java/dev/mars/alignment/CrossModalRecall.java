// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Recall@k from one modality to the other: for what share of the pairs is the query's own partner
 * among the k most similar of all partners, by cosine? Chance is k / n. A tie counts against, so a
 * space in which all is alike scores 0.
 *
 * @param ranks of each query's own partner, 0 is the nearest
 */
record CrossModalRecall(int[] ranks) {
    /**
     * @param queries unit vectors, one a pair
     * @param partners the other modality's, in the same order
     */
    static CrossModalRecall of(List<float[]> queries, List<float[]> partners) {
        return new CrossModalRecall(
                IntStream.range(0, queries.size())
                        .parallel()
                        .map(i -> rank(queries.get(i), i, partners))
                        .toArray());
    }

    double at(int k) {
        long hits = Arrays.stream(ranks).filter(rank -> rank < k).count();
        return ranks.length == 0 ? 0 : (double) hits / ranks.length;
    }

    private static int rank(float[] query, int own, List<float[]> partners) {
        float similarity = dot(query, partners.get(own));
        int before = 0;
        for (int j = 0; j < partners.size(); j++) {
            if (j != own && dot(query, partners.get(j)) >= similarity) {
                before++;
            }
        }
        return before;
    }

    static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
