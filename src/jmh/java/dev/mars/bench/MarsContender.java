// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.retrieval.CoarseCodebook;
import dev.mars.retrieval.Effort;
import dev.mars.retrieval.VectorIndex;
import java.util.Arrays;
import java.util.Map;

/** Our own index. Its codebook comes of as many vectors as a model carries. */
final class MarsContender implements Contender {
    private static final int TRAINED_ON = 16_384;
    private static final double MARGIN = 0.01;

    private VectorIndex index;

    @Override
    public String name() {
        return "mars";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "index",
                "IVF, 8-bit scan and 16-bit re-rank",
                "codebookTrainedOn",
                TRAINED_ON,
                "margin",
                MARGIN,
                "effort",
                "cells scanned in vain before a search ends");
    }

    @Override
    public void build(float[][] vectors) {
        float[][] sample = Arrays.copyOf(vectors, Math.min(vectors.length, TRAINED_ON));
        CoarseCodebook codebook = new CoarseCodebook(vectors[0].length, sample);
        index = new VectorIndex(codebook, Integer::compare);
        for (int key = 0; key < vectors.length; key++) {
            index.upsert(key, vectors[key]);
        }
    }

    @Override
    public int[] efforts() {
        return new int[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 32, 36,
            40, 44, 48, 56, 64, 80, 96, 128, 192, 256
        };
    }

    @Override
    public int[] search(float[] query, int k, int effort) {
        index.tryAs(new Effort(effort, MARGIN));
        return index.search(query, k).keys();
    }

    @Override
    public void upsert(int key, float[] vector) {
        index.upsert(key, vector);
    }

    @Override
    public long ramBytesUsed() {
        return index.ramBytesUsed();
    }
}
