// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains the codebooks of a modality's semantic codes: k-means on the base vectors, then k-means on
 * what the first level leaves over, and so on. Each level of 256 costs a byte per item and takes a
 * share off the squared error.
 */
final class ResidualQuantizer {
    /** The codebooks settle long before the largest samples are through. */
    private static final int MOST_VECTORS = 20_000;

    /**
     * @param vectors base vectors, [n x d], n above 0; the first 20,000 are used
     * @return centroids [levels x 256 x d]
     */
    static float[] train(float[][] vectors, int levels, SplittableRandom random) {
        int dimensions = vectors[0].length;
        float[][] residuals = new float[Math.min(vectors.length, MOST_VECTORS)][];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = vectors[i].clone();
        }
        float[] all = new float[levels * Codebook.SIZE * dimensions];
        for (int level = 0; level < levels; level++) {
            float[] centroids = KMeans.centroids(residuals, random.split());
            System.arraycopy(centroids, 0, all, level * centroids.length, centroids.length);
            Codebook book = new Codebook(centroids, 0, dimensions);
            IntStream.range(0, residuals.length)
                    .parallel()
                    .forEach(i -> book.subtract(book.nearest(residuals[i]), residuals[i]));
        }
        return all;
    }

    private ResidualQuantizer() {}
}
