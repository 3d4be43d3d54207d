// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import java.util.Arrays;

/** Ranks donors by the cosine of user embeddings alone: the paper's retrieval, kept to compare. */
final class EmbeddingRanking {
    private static final int[] NOBODY = {};

    private final int topDonors;
    private final DonorEmbeddings embeddings;

    EmbeddingRanking(int topDonors, DonorEmbeddings embeddings) {
        this.topDonors = topDonors;
        this.embeddings = embeddings;
    }

    /**
     * @param user who is passed over, or -1
     */
    FoundDonors find(int user, Evidence evidence) {
        Neighbours nearest = embeddings.nearest(evidence, topDonors + 1);
        int[] donors = new int[nearest.size()];
        double[] dots = new double[donors.length];
        int size = 0;
        for (int i = 0; i < donors.length && size < topDonors; i++) {
            if (nearest.keys()[i] != user) {
                donors[size] = nearest.keys()[i];
                dots[size++] = nearest.dots()[i];
            }
        }
        return new FoundDonors(
                NOBODY, new double[0], Arrays.copyOf(donors, size), Arrays.copyOf(dots, size));
    }
}
