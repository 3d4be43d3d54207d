// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

/**
 * Vectors of the simulator's hidden space, in which tastes and items live. Sums run in ascending
 * dimension, so that they are the same everywhere.
 */
final class Latent {
    static final int DIMENSIONS = 16;

    /** Adds {@code weight * vector} to {@code sum}. */
    static void add(float[] sum, double weight, float[] vector) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += (float) (weight * vector[k]);
        }
    }

    /** Scales to length 1, in place. */
    static float[] unit(float[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) (vector[k] / norm);
        }
        return vector;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }

    private Latent() {}
}
