// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Canonical correlation analysis with a ridge (Hotelling 1936; Vinod 1976): the closed-form
 * alignment of paired text and image vectors.
 *
 * <p>Of all affine maps that give both modalities unit variance in every direction, it finds those
 * whose outputs correlate most, dimension by dimension: with S_tt, S_ii, S_ti the covariances of
 * the pairs, S_tt^(-1/2) S_ti S_ii^(-1/2) = U Σ Vᵀ gives A_t = Uᵀ S_tt^(-1/2) and A_i = Vᵀ
 * S_ii^(-1/2). The ridge, added to the diagonals of S_tt and S_ii, keeps directions of hardly any
 * variance, in which a finite sample correlates by chance, from being blown up. All d dimensions
 * are kept, so an item is still told apart within its modality.
 */
final class RidgeCca {
    /**
     * @param text base vectors of the pairs, [n x d]
     * @param image base vectors of the pairs, [n x d], in the same order
     * @param ridge as a share of the mean variance of a dimension
     * @return null if a modality does not vary over the pairs
     */
    static Alignment fit(List<float[]> text, List<float[]> image, double ridge) {
        int d = text.get(0).length;
        Covariance joint = Covariance.of(concatenated(text, image));
        double[][] tt = block(joint, 0, 0, d);
        double[][] ii = block(joint, d, d, d);
        if (!addRidge(tt, ridge) || !addRidge(ii, ridge)) {
            return null;
        }
        DMatrixRMaj textRoot = SymmetricEigen.of(tt).inverseSquareRoot();
        DMatrixRMaj imageRoot = SymmetricEigen.of(ii).inverseSquareRoot();
        DMatrixRMaj cross = new DMatrixRMaj(block(joint, 0, d, d));
        DMatrixRMaj correlation = product(product(textRoot, cross), imageRoot);

        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(d, d, true, true, false);
        if (!svd.decompose(correlation)) {
            throw new IllegalStateException("canonical correlations did not converge");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        SingularOps_DDRM.descendingOrder(u, false, svd.getW(null), v, false);
        double[][] textMatrix = rows(transposedProduct(u, textRoot));
        double[][] imageMatrix = rows(transposedProduct(v, imageRoot));
        for (int k = 0; k < d; k++) {
            if (SymmetricEigen.fixSign(textMatrix[k])) {
                for (int j = 0; j < d; j++) {
                    imageMatrix[k][j] = -imageMatrix[k][j];
                }
            }
        }
        return new Alignment(
                centred(textMatrix, joint.mean(), 0), centred(imageMatrix, joint.mean(), d));
    }

    private static float[][] concatenated(List<float[]> text, List<float[]> image) {
        List<float[]> pairs = new ArrayList<>(text.size());
        for (int i = 0; i < text.size(); i++) {
            float[] t = text.get(i);
            float[] pair = new float[2 * t.length];
            System.arraycopy(t, 0, pair, 0, t.length);
            System.arraycopy(image.get(i), 0, pair, t.length, t.length);
            pairs.add(pair);
        }
        return pairs.toArray(float[][]::new);
    }

    private static double[][] block(Covariance joint, int top, int left, int d) {
        double[][] block = new double[d][d];
        for (int i = 0; i < d; i++) {
            System.arraycopy(joint.matrix()[top + i], left, block[i], 0, d);
        }
        return block;
    }

    /** False if there is no variance to take a share of. */
    private static boolean addRidge(double[][] covariance, double ridge) {
        double trace = 0;
        for (int i = 0; i < covariance.length; i++) {
            trace += covariance[i][i];
        }
        for (int i = 0; i < covariance.length; i++) {
            covariance[i][i] += ridge * trace / covariance.length;
        }
        return trace > 0;
    }

    /** z = matrix (p - mean), as an affine map. */
    private static AffineMap centred(double[][] matrix, float[] means, int from) {
        int d = matrix.length;
        float[] values = new float[d * d];
        float[] bias = new float[d];
        for (int k = 0; k < d; k++) {
            double shift = 0;
            for (int j = 0; j < d; j++) {
                values[k * d + j] = (float) matrix[k][j];
                shift += matrix[k][j] * means[from + j];
            }
            bias[k] = (float) -shift;
        }
        return new AffineMap(values, bias);
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj result = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, result);
        return result;
    }

    private static DMatrixRMaj transposedProduct(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj result = new DMatrixRMaj(a.numCols, b.numCols);
        CommonOps_DDRM.multTransA(a, b, result);
        return result;
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }

    private RidgeCca() {}
}
