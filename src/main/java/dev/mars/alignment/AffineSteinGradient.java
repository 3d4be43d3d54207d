// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * KSD² against N(0, I), Gaussian kernel, of a sample under an affine map z = W x + b, and its
 * gradient by the map: with G as in {@link SteinGradient}, ∂W = Gᵀ X and ∂b = Gᵀ 1.
 *
 * @param squared KSD², the U-statistic
 * @param byMatrix ∂KSD²/∂W, [d x D]
 * @param byBias ∂KSD²/∂b, [d]
 */
public record AffineSteinGradient(double squared, double[][] byMatrix, double[] byBias) {
    /**
     * @param x the points, [n x D], n at least 2
     * @param matrix W, [d x D]
     * @param bias b, [d]
     * @param squaredWidth h² of the kernel
     */
    public static AffineSteinGradient at(
            double[][] x, double[][] matrix, double[] bias, double squaredWidth) {
        DMatrixRMaj points = new DMatrixRMaj(x);
        DMatrixRMaj w = new DMatrixRMaj(matrix);
        DMatrixRMaj z = new DMatrixRMaj(x.length, bias.length);
        CommonOps_DDRM.multTransB(points, w, z);
        for (int i = 0; i < z.numRows; i++) {
            for (int k = 0; k < bias.length; k++) {
                z.add(i, k, bias[k]);
            }
        }
        SteinGradient gradient = SteinGradient.at(z, squaredWidth);
        DMatrixRMaj byMatrix = new DMatrixRMaj(w.numRows, w.numCols);
        CommonOps_DDRM.multTransA(gradient.byPoint(), points, byMatrix);
        double[] byBias = new double[bias.length];
        for (int i = 0; i < z.numRows; i++) {
            for (int k = 0; k < bias.length; k++) {
                byBias[k] += gradient.byPoint().get(i, k);
            }
        }
        double[][] rows = new double[w.numRows][w.numCols];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(byMatrix.data, k * w.numCols, rows[k], 0, w.numCols);
        }
        return new AffineSteinGradient(gradient.squared(), rows, byBias);
    }
}
