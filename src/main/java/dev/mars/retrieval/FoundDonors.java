// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The donors that a search found for a user, as ordinals, best first.
 *
 * @param hits found by their items, K at most
 * @param similarities of the same
 * @param near found by their embeddings, as many as are missing to K; none of them is a hit
 * @param dots of the same, by which they are ordered, see {@link Neighbours}
 */
record FoundDonors(int[] hits, double[] similarities, int[] near, double[] dots) {
    /**
     * All of them, those found by embedding behind the hits.
     *
     * @param floor similarity that they are taken to have there
     */
    RankedDonors atFloor(double floor) {
        int[] donors = Arrays.copyOf(hits, hits.length + near.length);
        double[] all = Arrays.copyOf(similarities, donors.length);
        System.arraycopy(near, 0, donors, hits.length, near.length);
        Arrays.fill(all, hits.length, all.length, floor);
        return new RankedDonors(donors, all);
    }

    /** Those found by embedding, by their cosines. */
    RankedDonors byCosine() {
        double[] cosines = new double[near.length];
        Arrays.setAll(cosines, i -> FixedPoint.cosine((int) dots[i]));
        return new RankedDonors(near, cosines);
    }
}
