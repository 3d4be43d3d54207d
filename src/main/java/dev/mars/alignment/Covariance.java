// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.stream.IntStream;

/**
 * Mean and covariance of vectors, the covariance about the mean as it is stored, in floats.
 *
 * <p>The matrix is cut into tiles that stay in cache. One task owns a tile and adds up all vectors
 * in their order, so the bits are the same for any number of threads, and nothing has to be merged.
 * n x D² / 2 multiplications in all, four vectors a pass: of a longer expression HotSpot makes no
 * SIMD.
 *
 * @param mean [D]
 * @param matrix [D x D], symmetric, divided by n
 */
record Covariance(float[] mean, double[][] matrix) {
    private static final int TILE_ROWS = 64;
    private static final int TILE_COLUMNS = 256;
    private static final int PASS = 4;

    /**
     * @param vectors [n x D], n above 0
     */
    static Covariance of(float[][] vectors) {
        float[] mean = mean(vectors);
        int dimensions = mean.length;
        double[][] matrix = new double[dimensions][dimensions];
        int down = (dimensions + TILE_ROWS - 1) / TILE_ROWS;
        int across = (dimensions + TILE_COLUMNS - 1) / TILE_COLUMNS;
        IntStream.range(0, down * across)
                .parallel()
                .filter(tile -> touchesUpperTriangle(tile / across, tile % across))
                .forEach(
                        tile ->
                                fill(
                                        vectors,
                                        mean,
                                        matrix,
                                        tile / across * TILE_ROWS,
                                        tile % across * TILE_COLUMNS));
        for (int i = 0; i < dimensions; i++) {
            for (int j = i; j < dimensions; j++) {
                matrix[i][j] /= vectors.length;
                matrix[j][i] = matrix[i][j];
            }
        }
        return new Covariance(mean, matrix);
    }

    int dimensions() {
        return mean.length;
    }

    /** Sum of the variances of all dimensions. */
    double trace() {
        double trace = 0;
        for (int i = 0; i < mean.length; i++) {
            trace += matrix[i][i];
        }
        return trace;
    }

    /** Squared length of the mean: what a variance is small or large against. */
    double squaredMean() {
        double squares = 0;
        for (float value : mean) {
            squares += (double) value * value;
        }
        return squares;
    }

    private static float[] mean(float[][] vectors) {
        double[] sums = new double[vectors[0].length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += vector[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / vectors.length);
        }
        return mean;
    }

    private static boolean touchesUpperTriangle(int down, int across) {
        return (across + 1) * TILE_COLUMNS > down * TILE_ROWS;
    }

    private static void fill(
            float[][] vectors, float[] mean, double[][] matrix, int top, int left) {
        int bottom = Math.min(top + TILE_ROWS, mean.length);
        int right = Math.min(left + TILE_COLUMNS, mean.length);
        double[][] tile = new double[bottom - top][right - left];
        double[][] rows = new double[PASS][bottom - top];
        double[][] columns = new double[PASS][right - left];
        for (int first = 0; first < vectors.length; first += PASS) {
            for (int v = 0; v < PASS; v++) {
                float[] vector = first + v < vectors.length ? vectors[first + v] : mean;
                centre(vector, mean, top, rows[v]);
                centre(vector, mean, left, columns[v]);
            }
            for (int i = 0; i < tile.length; i++) {
                addPass(rows, i, columns, tile[i]);
            }
        }
        for (int i = top; i < bottom; i++) {
            System.arraycopy(tile[i - top], 0, matrix[i], left, right - left);
        }
    }

    private static void centre(float[] vector, float[] mean, int from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (double) vector[from + i] - mean[from + i];
        }
    }

    private static void addPass(double[][] rows, int i, double[][] columns, double[] sums) {
        double a0 = rows[0][i];
        double a1 = rows[1][i];
        double a2 = rows[2][i];
        double a3 = rows[3][i];
        double[] c0 = columns[0];
        double[] c1 = columns[1];
        double[] c2 = columns[2];
        double[] c3 = columns[3];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = sums[j] + a0 * c0[j] + a1 * c1[j] + a2 * c2[j] + a3 * c3[j];
        }
    }
}
