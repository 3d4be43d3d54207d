// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.List;

/**
 * The map z = matrix p + bias from one modality's base space into the unified space. Immutable; the
 * arrays that the accessors give must not be changed.
 */
public final class AffineMap {
    private final float[] matrix;
    private final float[] bias;
    private final ColumnMajorMatrix columns;

    /**
     * @param matrix [d x d], row-major
     * @param bias [d]
     * @throws IllegalArgumentException if lengths disagree or a value is not finite
     */
    public AffineMap(float[] matrix, float[] bias) {
        Finite.check("bias", bias, bias.length);
        Finite.check("matrix", matrix, bias.length * bias.length);
        this.matrix = matrix;
        this.bias = bias;
        this.columns = ColumnMajorMatrix.ofRowMajor(matrix, bias.length, bias.length);
    }

    public float[] matrix() {
        return matrix;
    }

    public float[] bias() {
        return bias;
    }

    public int dimensions() {
        return bias.length;
    }

    /** z, length d, of a base vector or a mean of base vectors of length d. */
    public float[] apply(float[] p) {
        float[] z = bias.clone();
        columns.multiplyAdd(p, z);
        return z;
    }

    /** matrix p, without the bias: what one term of a sum of base vectors adds to z. */
    float[] applyLinear(float[] p) {
        float[] z = new float[bias.length];
        columns.multiplyAdd(p, z);
        return z;
    }

    /** This map times a factor, so that its mean squared length over the vectors is d. */
    AffineMap atUnitScale(List<float[]> vectors) {
        double squares = 0;
        for (float[] vector : vectors) {
            for (float value : apply(vector)) {
                squares += (double) value * value;
            }
        }
        double factor = StrictMath.sqrt(vectors.size() * (double) dimensions() / squares);
        return Double.isFinite(factor) && factor > 0
                ? new AffineMap(scaled(matrix, factor), scaled(bias, factor))
                : this;
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return scaled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AffineMap that
                && Arrays.equals(matrix, that.matrix)
                && Arrays.equals(bias, that.bias);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrix) * 31 + Arrays.hashCode(bias);
    }
}
