// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;

/**
 * The donors' user embeddings, and the ranking by them: cosine, ties by user id. Donors of whom no
 * feature is known have none and are not found; users of whom none is known find nobody.
 */
final class DonorEmbeddings {
    private final Ordinals donorIds;
    private final IndexForm form;
    private final RecallMeter meter = new RecallMeter();
    private VectorIndex vectors;
    private UnifiedSpace space;
    private int donors;

    DonorEmbeddings(
            Ordinals donorIds, UnifiedSpace space, CoarseCodebook codebook, IndexForm form) {
        this.donorIds = donorIds;
        this.form = form;
        realign(space, codebook);
    }

    void put(int donor, Evidence evidence) {
        float[] unit = embed(evidence);
        if (unit == null) {
            vectors.remove(donor);
        } else {
            vectors.upsert(donor, unit);
        }
    }

    void remove(int donor) {
        vectors.remove(donor);
    }

    /** Takes over a new alignment; every donor has to be put again. */
    void realign(UnifiedSpace aligned, CoarseCodebook codebook) {
        space = aligned;
        vectors = form.index(codebook, donorIds::compare);
        vectors.partitionFor(donors);
    }

    /**
     * How many donors there are in all, here and elsewhere, with and without embeddings: what
     * partition a search goes by.
     */
    void donors(int count) {
        donors = count;
        vectors.partitionFor(count);
    }

    Neighbours nearest(Evidence evidence, int k) {
        float[] unit = embed(evidence);
        return unit == null
                ? Neighbours.NONE
                : meter.searchCells(vectors, unit, k, form.donorCells());
    }

    double recall() {
        return meter.recall();
    }

    long ramBytesUsed() {
        return vectors.ramBytesUsed();
    }

    private float[] embed(Evidence evidence) {
        return space.user(
                evidence.textMean(),
                evidence.textWeight(),
                evidence.imageMean(),
                evidence.imageWeight());
    }
}
