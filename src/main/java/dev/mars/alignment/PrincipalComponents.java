// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The leading eigenvectors of a large covariance matrix, by subspace iteration with Rayleigh-Ritz
 * (Saad, Numerical Methods for Large Eigenvalue Problems, chapter 5).
 *
 * <p>A block Q of somewhat more vectors than asked for is multiplied by the matrix again and again,
 * which lets the leading directions grow fastest. The eigenvectors of the small matrix QᵀCQ turn
 * the block into the best estimates it holds, and the sum of their eigenvalues, the variance that
 * is kept, only grows; when it stands still, the block has converged as far as matters to us. The
 * spare vectors make the pace depend on eigenvalues further down. A block as large as the matrix is
 * exact at once.
 *
 * @param variances largest first; as many as the data have directions, at most those asked for
 * @param directions [k x D], one of length 1 a row
 */
record PrincipalComponents(double[] variances, double[][] directions) {
    private static final int SPARE = 16;
    private static final int MOST_ITERATIONS = 100;
    private static final double STANDSTILL = 1e-7;

    static PrincipalComponents of(double[][] covariance, int count, SplittableRandom random) {
        int dimensions = covariance.length;
        int block = Math.min(dimensions, count + SPARE);
        DMatrixRMaj q = orthonormal(start(dimensions, block, random));
        DMatrixRMaj h = new DMatrixRMaj(block, block);
        double kept = 0;
        for (int iteration = 1; ; iteration++) {
            DMatrixRMaj y = multiply(covariance, q);
            CommonOps_DDRM.multTransA(q, y, h);
            SymmetricEigen ritz = SymmetricEigen.of(symmetric(h));
            double now = 0;
            for (int i = 0; i < Math.min(count, block); i++) {
                now += ritz.values()[i];
            }
            DMatrixRMaj turn = new DMatrixRMaj(ritz.vectors());
            boolean still = Math.abs(now - kept) <= STANDSTILL * now;
            if (still || block == dimensions || iteration == MOST_ITERATIONS) {
                return leading(ritz, turned(q, turn), count);
            }
            kept = now;
            q = orthonormal(turned(y, turn));
        }
    }

    private static PrincipalComponents leading(SymmetricEigen ritz, DMatrixRMaj q, int count) {
        int rank = 0;
        while (rank < Math.min(count, q.numCols) && ritz.isSignificant(rank)) {
            rank++;
        }
        double[] variances = new double[rank];
        double[][] directions = new double[rank][q.numRows];
        for (int k = 0; k < rank; k++) {
            variances[k] = ritz.values()[k];
            for (int i = 0; i < q.numRows; i++) {
                directions[k][i] = q.get(i, k);
            }
            SymmetricEigen.fixSign(directions[k]);
        }
        return new PrincipalComponents(variances, directions);
    }

    private static DMatrixRMaj start(int rows, int columns, SplittableRandom random) {
        DMatrixRMaj start = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            start.data[i] = 2 * random.nextDouble() - 1;
        }
        return start;
    }

    private static DMatrixRMaj orthonormal(DMatrixRMaj columns) {
        QRDecomposition<DMatrixRMaj> qr =
                DecompositionFactory_DDRM.qr(columns.numRows, columns.numCols);
        if (!qr.decompose(columns)) {
            throw new IllegalStateException("QR of the principal components' block failed");
        }
        return qr.getQ(null, true);
    }

    /** Columns of q combined by the rows of turn: q turnᵀ. */
    private static DMatrixRMaj turned(DMatrixRMaj q, DMatrixRMaj turn) {
        DMatrixRMaj result = new DMatrixRMaj(q.numRows, turn.numRows);
        CommonOps_DDRM.multTransB(q, turn, result);
        return result;
    }

    /** covariance x q, each row of the result by one task in ascending order. */
    private static DMatrixRMaj multiply(double[][] covariance, DMatrixRMaj q) {
        DMatrixRMaj result = new DMatrixRMaj(covariance.length, q.numCols);
        double[][] rows = new double[q.numRows][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = Arrays.copyOfRange(q.data, j * q.numCols, (j + 1) * q.numCols);
        }
        IntStream.range(0, covariance.length)
                .parallel()
                .forEach(
                        i -> {
                            double[] sums = new double[q.numCols];
                            for (int j = 0; j < rows.length; j++) {
                                addScaled(covariance[i][j], rows[j], sums);
                            }
                            System.arraycopy(sums, 0, result.data, i * q.numCols, q.numCols);
                        });
        return result;
    }

    private static void addScaled(double factor, double[] row, double[] sums) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] += factor * row[k];
        }
    }

    private static double[][] symmetric(DMatrixRMaj h) {
        double[][] result = new double[h.numRows][h.numCols];
        for (int i = 0; i < h.numRows; i++) {
            for (int j = 0; j < h.numCols; j++) {
                result[i][j] = (h.get(i, j) + h.get(j, i)) / 2;
            }
        }
        return result;
    }
}
