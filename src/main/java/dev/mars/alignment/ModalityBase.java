// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The frozen part of a model for one modality: the projection from the encoder's D dimensions to
 * the d of the base, and the codebooks that quantise base vectors.
 *
 * <p>base vector = projection (x − mean). Its code is the nearest centroid of the first level, then
 * the nearest of the second level to what is left, and so on. Immutable; the arrays that the
 * accessors give must not be changed.
 */
public final class ModalityBase implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int inputDimensions;
    private final float[] mean;
    private final float[] projection;
    private final int levels;
    private final float[] centroids;

    private final int dimensions;
    private final ColumnMajorMatrix columns;
    private final Codebook[] codebooks;

    /**
     * @param inputDimensions D, the length of the encoder's vector
     * @param mean [D]
     * @param projection [d x D], row-major, scale included
     * @param levels L, levels of the residual quantiser, each of 256 centroids
     * @param centroids [L x 256 x d]
     * @throws IllegalArgumentException if lengths disagree or a value is not finite
     */
    public ModalityBase(
            int inputDimensions, float[] mean, float[] projection, int levels, float[] centroids) {
        if (inputDimensions < 1 || projection.length == 0) {
            throw new IllegalArgumentException(
                    "a modality's base maps "
                            + inputDimensions
                            + " dimensions by a projection of "
                            + projection.length
                            + " values; both must be 1 or more");
        }
        this.dimensions = projection.length / inputDimensions;
        Finite.check("mean", mean, inputDimensions);
        Finite.check("projection", projection, dimensions * inputDimensions);
        Finite.check("centroids", centroids, levels * Codebook.SIZE * dimensions);
        this.inputDimensions = inputDimensions;
        this.mean = mean;
        this.projection = projection;
        this.levels = levels;
        this.centroids = centroids;
        this.columns = ColumnMajorMatrix.ofRowMajor(projection, dimensions, inputDimensions);
        this.codebooks = new Codebook[levels];
        for (int level = 0; level < levels; level++) {
            codebooks[level] = new Codebook(centroids, level, dimensions);
        }
    }

    public int inputDimensions() {
        return inputDimensions;
    }

    /** d, the length of a base vector. */
    public int dimensions() {
        return dimensions;
    }

    public float[] mean() {
        return mean;
    }

    public float[] projection() {
        return projection;
    }

    public int levels() {
        return levels;
    }

    public float[] centroids() {
        return centroids;
    }

    /**
     * Base vector, length d, of an encoder's vector.
     *
     * @param x length D
     * @throws IllegalArgumentException if x has another length
     */
    public float[] project(float[] x) {
        if (x.length != inputDimensions) {
            throw new IllegalArgumentException(
                    "vector has "
                            + x.length
                            + " values; the model's base takes "
                            + inputDimensions
                            + "; use the encoder that the base was trained with, or train a new"
                            + " base");
        }
        float[] centred = new float[inputDimensions];
        for (int j = 0; j < inputDimensions; j++) {
            centred[j] = x[j] - mean[j];
        }
        float[] z = new float[dimensions];
        columns.multiplyAdd(centred, z);
        return z;
    }

    /** Centroid of each level, 0 to 255, for a base vector of length d. */
    public int[] encode(float[] baseVector) {
        float[] residual = baseVector.clone();
        int[] code = new int[levels];
        for (int level = 0; level < levels; level++) {
            code[level] = codebooks[level].nearest(residual);
            codebooks[level].subtract(code[level], residual);
        }
        return code;
    }

    /** Base vector, length d, that a code stands for: the sum of its centroids by level. */
    public float[] decode(int[] code) {
        float[] sum = new float[dimensions];
        for (int level = 0; level < levels; level++) {
            int offset = (level * Codebook.SIZE + code[level]) * dimensions;
            for (int i = 0; i < dimensions; i++) {
                sum[i] += centroids[offset + i];
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModalityBase that
                && inputDimensions == that.inputDimensions
                && levels == that.levels
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(projection, that.projection)
                && Arrays.equals(centroids, that.centroids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(projection) * 31 + Arrays.hashCode(centroids);
    }

    /** What goes into a job's plan: the content without what is derived from it. */
    private record Content(
            int inputDimensions, float[] mean, float[] projection, int levels, float[] centroids)
            implements Serializable {
        private Object readResolve() {
            return new ModalityBase(inputDimensions, mean, projection, levels, centroids);
        }
    }

    private Object writeReplace() {
        return new Content(inputDimensions, mean, projection, levels, centroids);
    }
}
