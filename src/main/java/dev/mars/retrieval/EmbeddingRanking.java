// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/** Ranks donors by the cosine of user embeddings alone: the paper's retrieval, kept to compare. */
final class EmbeddingRanking {
    private final RetrievalSettings settings;
    private final Ordinals donorIds;
    private final DonorEmbeddings embeddings;

    EmbeddingRanking(RetrievalSettings settings, Ordinals donorIds, DonorEmbeddings embeddings) {
        this.settings = settings;
        this.donorIds = donorIds;
        this.embeddings = embeddings;
    }

    RankedDonors rank(Query query) {
        Neighbours nearest = embeddings.nearest(query.evidence(), settings.topDonors() + 1);
        int user = donorIds.find(query.userId());
        int[] donors = new int[nearest.size()];
        double[] similarities = new double[donors.length];
        int size = 0;
        for (int i = 0; i < donors.length && size < settings.topDonors(); i++) {
            if (nearest.keys()[i] != user) {
                donors[size] = nearest.keys()[i];
                similarities[size++] = nearest.cosines()[i];
            }
        }
        return new RankedDonors(Arrays.copyOf(donors, size), Arrays.copyOf(similarities, size));
    }
}
