// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues of a small symmetric matrix, largest first, with their vectors. A vector's sign is
 * arbitrary; it is chosen so that its largest component (the first of them) is positive.
 *
 * @param values [n]
 * @param vectors [n x n], one vector of length 1 a row
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    /** Below this share of the largest eigenvalue, one is rounding, not variance. */
    private static final double RANK = 1e-10;

    static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(new DMatrixRMaj(symmetric))) {
            throw new IllegalStateException(
                    "eigenvalues of a " + n + " x " + n + " matrix did not converge");
        }
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.getEigenvalue(order[i]).getReal();
            vectors[i] = eigen.getEigenVector(order[i]).getData().clone();
            fixSign(vectors[i]);
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Whether the i-th eigenvalue is more than rounding. */
    boolean isSignificant(int i) {
        return values[i] > 0 && values[i] > RANK * values[0];
    }

    /** The matrix to the power of -1/2; directions without variance map to 0. */
    DMatrixRMaj inverseSquareRoot() {
        int n = values.length;
        DMatrixRMaj root = new DMatrixRMaj(n, n);
        for (int e = 0; e < n && isSignificant(e); e++) {
            double factor = 1 / StrictMath.sqrt(values[e]);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    root.add(i, j, factor * vectors[e][i] * vectors[e][j]);
                }
            }
        }
        return root;
    }

    /** Turns a vector so that its largest component is positive; true if it was turned. */
    static boolean fixSign(double[] vector) {
        int largest = 0;
        for (int i = 1; i < vector.length; i++) {
            if (Math.abs(vector[i]) > Math.abs(vector[largest])) {
                largest = i;
            }
        }
        if (vector[largest] >= 0) {
            return false;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = -vector[i];
        }
        return true;
    }
}
