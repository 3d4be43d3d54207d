// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * The alignment of a modality that nothing can be aligned with: every base dimension at unit
 * variance (the base's dimensions do not correlate), directions of hardly any variance held down by
 * the same ridge as in {@link RidgeCca}. It says nothing across modalities.
 */
final class Whitening {
    /**
     * @param base base vectors, [n x d], n above 0
     * @param ridge as a share of the mean variance of a dimension
     */
    static AffineMap of(float[][] base, double ridge) {
        Covariance covariance = Covariance.of(base);
        int d = covariance.dimensions();
        double held = ridge * covariance.trace() / d;
        float[] matrix = new float[d * d];
        float[] bias = new float[d];
        for (int k = 0; k < d; k++) {
            double variance = covariance.matrix()[k][k];
            if (variance > 0) {
                matrix[k * d + k] = (float) (1 / StrictMath.sqrt(variance + held));
                bias[k] = -matrix[k * d + k] * covariance.mean()[k];
            }
        }
        return new AffineMap(matrix, bias);
    }

    private Whitening() {}
}
