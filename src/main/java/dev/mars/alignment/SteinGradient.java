// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * KSD² of a sample against N(0, I) under the Gaussian kernel, and the direction in which each point
 * raises it, in closed form.
 *
 * <p>For this target u(x, y) = k [x·y + d/h² − t (1/h² + 1/h⁴)], so everything follows from the
 * Gram matrix. With zero diagonals, c = 2/(n(n − 1)) and a = 1/h² + 1/h⁴ the gradient is
 *
 * <pre>G = c [K Z − 2a (diag(K1) Z − K Z) − (diag(U1) Z − U Z)/h²] = c [M Z − diag(r) Z],</pre>
 *
 * where M = (1 + 2a) K + U/h² and r = 2a K1 + U1/h²: two products of n x n x d and n² exponentials
 * in all.
 *
 * @param squared KSD², the U-statistic
 * @param byPoint ∂KSD²/∂Z, [n x d]
 */
record SteinGradient(double squared, DMatrixRMaj byPoint) {
    /**
     * @param z the points, [n x d], n at least 2
     * @param squaredWidth h²
     */
    static SteinGradient at(DMatrixRMaj z, double squaredWidth) {
        int n = z.numRows;
        double a = 1 / squaredWidth + 1 / (squaredWidth * squaredWidth);
        DMatrixRMaj m = new DMatrixRMaj(n, n);
        // By the transposed matrix: the inner loop runs along a row, which the compiler vectorises.
        CommonOps_DDRM.mult(z, CommonOps_DDRM.transpose(z, null), m);
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            squares[i] = m.get(i, i);
        }
        double[] kernels = new double[n];
        double[] stein = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double dot = m.get(i, j);
                double t = Math.max(0, squares[i] + squares[j] - 2 * dot);
                double k = StrictMath.exp(-t / (2 * squaredWidth));
                double u = k * (dot + z.numCols / squaredWidth - a * t);
                kernels[i] += k;
                kernels[j] += k;
                stein[i] += u;
                stein[j] += u;
                double both = (1 + 2 * a) * k + u / squaredWidth;
                m.set(i, j, both);
                m.set(j, i, both);
            }
            m.set(i, i, 0);
        }
        DMatrixRMaj gradient = new DMatrixRMaj(n, z.numCols);
        CommonOps_DDRM.mult(m, z, gradient);
        double pairs = (double) n * (n - 1);
        for (int i = 0; i < n; i++) {
            double r = 2 * a * kernels[i] + stein[i] / squaredWidth;
            for (int k = 0; k < z.numCols; k++) {
                int at = i * z.numCols + k;
                gradient.data[at] = 2 / pairs * (gradient.data[at] - r * z.data[at]);
            }
        }
        return new SteinGradient(sum(stein) / pairs, gradient);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
