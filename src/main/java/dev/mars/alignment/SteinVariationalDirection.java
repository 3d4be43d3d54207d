// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The direction in which Stein variational gradient descent moves the points of a sample towards
 * N(0, I) (Liu and Wang 2016, algorithm 1), Gaussian kernel:
 *
 * <pre>
 * φ(z_i) = 1/n Σ_j [k(z_j, z_i) s(z_j) + ∇_{z_j} k(z_j, z_i)] = 1/n Σ_j k_ij [(z_i − z_j)/h² − z_j]
 * </pre>
 *
 * <p>It descends the Kullback-Leibler divergence where {@link SteinGradient} descends KSD² itself:
 * the ablation asks whether that makes a difference. Points are drawn in by the first term and kept
 * apart by the second; every point weighs on itself, too.
 */
final class SteinVariationalDirection {
    /**
     * @param z the points, [n x d]
     * @param squaredWidth h²
     * @return φ, [n x d]
     */
    static DMatrixRMaj at(DMatrixRMaj z, double squaredWidth) {
        int n = z.numRows;
        DMatrixRMaj kernel = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(z, CommonOps_DDRM.transpose(z, null), kernel);
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            squares[i] = kernel.get(i, i);
        }
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double t = Math.max(0, squares[i] + squares[j] - 2 * kernel.get(i, j));
                double k = StrictMath.exp(-t / (2 * squaredWidth));
                kernel.set(i, j, k);
                sums[i] += k;
            }
        }
        DMatrixRMaj direction = new DMatrixRMaj(n, z.numCols);
        CommonOps_DDRM.mult(kernel, z, direction);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < z.numCols; k++) {
                int at = i * z.numCols + k;
                double drift = sums[i] * z.data[at] / squaredWidth;
                direction.data[at] = (drift - (1 / squaredWidth + 1) * direction.data[at]) / n;
            }
        }
        return direction;
    }

    private SteinVariationalDirection() {}
}
