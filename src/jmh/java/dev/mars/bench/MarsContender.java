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
                "vectors scanned in vain before a search ends, in cells of mean size");
    }

    @Override
    public void build(float[][] vectors) {
        float[][] sample = Arrays.copyOf(vectors, Math.min(vectors.length, TRAINED_ON));
        CoarseCodebook codebook = new CoarseCodebook(vectors[0].length, () -> sample);
        index = new VectorIndex(codebook, Integer::compare);
        for (int key = 0; key < vectors.length; key++) {
            index.upsert(key, vectors[key]);
        }
    }

    @Override
    public int[] efforts() {
        return new int[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
            25, 26, 27, 28, 29, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 61, 64,
            67, 70, 73, 77, 81, 85, 89, 93, 98, 103, 108, 113, 119, 125, 131, 138, 145, 152, 160,
            168, 176, 185, 194, 204, 214, 225, 236, 248
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
