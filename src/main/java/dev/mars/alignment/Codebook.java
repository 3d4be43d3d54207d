// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * One level of a residual quantiser: the 256 centroids that a byte can name.
 *
 * <p>The nearest centroid is the one with the largest r·c − |c|²/2, as |r|² is common to all; the
 * lowest index wins a tie.
 */
final class Codebook {
    static final int SIZE = 256;

    private final int dimensions;
    private final float[] centroids;
    private final float[] minusHalfSquares = new float[SIZE];
    private final ColumnMajorMatrix byCentroid;

    /**
     * @param centroids of one or more levels, [L x 256 x d]
     * @param level the level that this book is
     */
    Codebook(float[] centroids, int level, int dimensions) {
        this.dimensions = dimensions;
        this.centroids = new float[SIZE * dimensions];
        int offset = level * SIZE * dimensions;
        System.arraycopy(centroids, offset, this.centroids, 0, this.centroids.length);
        this.byCentroid = ColumnMajorMatrix.ofRowMajor(this.centroids, SIZE, dimensions);
        for (int centroid = 0; centroid < SIZE; centroid++) {
            float squares = 0;
            for (int i = 0; i < dimensions; i++) {
                float value = this.centroids[centroid * dimensions + i];
                squares += value * value;
            }
            minusHalfSquares[centroid] = -0.5f * squares;
        }
    }

    /** Index of the centroid that is nearest to the residual. */
    int nearest(float[] residual) {
        float[] scores = minusHalfSquares.clone();
        byCentroid.multiplyAdd(residual, scores);
        int best = 0;
        for (int centroid = 1; centroid < SIZE; centroid++) {
            if (scores[centroid] > scores[best]) {
                best = centroid;
            }
        }
        return best;
    }

    /** Takes the centroid off the residual, in place. */
    void subtract(int centroid, float[] residual) {
        for (int i = 0; i < dimensions; i++) {
            residual[i] -= centroids[centroid * dimensions + i];
        }
    }
}
