// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The symmetric contrastive loss of a batch of pairs (van den Oord et al. 2018; both ways as in
 * Radford et al. 2021), with its gradient.
 *
 * <p>Each text should know its own image among those of the batch, and each image its text: with
 * S_ij = cos(t_i, i_j)/τ the loss is the mean of −log softmax over rows and over columns, at the
 * diagonal. A vector of length 0 has no direction and is left out of its own gradient.
 *
 * @param loss 0 if every pair is certain, log n if all are alike
 * @param byText ∂loss/∂Z_t, [n x d]
 * @param byImage ∂loss/∂Z_i, [n x d]
 */
record InfoNce(double loss, DMatrixRMaj byText, DMatrixRMaj byImage) {
    static InfoNce at(DMatrixRMaj text, DMatrixRMaj image, double temperature) {
        int n = text.numRows;
        double[] textLengths = new double[n];
        double[] imageLengths = new double[n];
        DMatrixRMaj t = directions(text, textLengths);
        DMatrixRMaj i = directions(image, imageLengths);
        DMatrixRMaj s = new DMatrixRMaj(n, n);
        // By the transposed matrix: the inner loop runs along a row, which the compiler vectorises.
        CommonOps_DDRM.mult(t, CommonOps_DDRM.transpose(i, null), s);
        CommonOps_DDRM.scale(1 / temperature, s);
        DMatrixRMaj byScore = new DMatrixRMaj(n, n);
        double loss = softmaxBothWays(s, 1 / temperature, byScore);
        CommonOps_DDRM.scale(1 / (2 * n * temperature), byScore);

        DMatrixRMaj byText = new DMatrixRMaj(n, t.numCols);
        CommonOps_DDRM.mult(byScore, i, byText);
        DMatrixRMaj byImage = new DMatrixRMaj(n, t.numCols);
        CommonOps_DDRM.multTransA(byScore, t, byImage);
        throughDirection(t, textLengths, byText);
        throughDirection(i, imageLengths, byImage);
        return new InfoNce(loss / (2 * n), byText, byImage);
    }

    /**
     * Sum over rows and over columns of −log softmax at the diagonal; its gradient into {@code
     * gradient}. No score exceeds {@code largest}, so one exponential serves both ways.
     */
    private static double softmaxBothWays(
            DMatrixRMaj scores, double largest, DMatrixRMaj gradient) {
        int n = scores.numRows;
        double[] rows = new double[n];
        double[] columns = new double[n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double e = StrictMath.exp(scores.data[row * n + column] - largest);
                gradient.data[row * n + column] = e;
                rows[row] += e;
                columns[column] += e;
            }
        }
        double loss = 0;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                gradient.data[row * n + column] *= 1 / rows[row] + 1 / columns[column];
            }
            gradient.data[row * n + row] -= 2;
            loss += StrictMath.log(rows[row]) + StrictMath.log(columns[row]);
            loss += 2 * (largest - scores.data[row * n + row]);
        }
        return loss;
    }

    private static DMatrixRMaj directions(DMatrixRMaj z, double[] lengths) {
        DMatrixRMaj directions = z.copy();
        int d = z.numCols;
        for (int i = 0; i < lengths.length; i++) {
            double squares = 0;
            for (int k = 0; k < d; k++) {
                squares += z.data[i * d + k] * z.data[i * d + k];
            }
            lengths[i] = StrictMath.sqrt(squares);
            for (int k = 0; k < d && lengths[i] > 0; k++) {
                directions.data[i * d + k] /= lengths[i];
            }
        }
        return directions;
    }

    /** From the gradient by the direction a = z/‖z‖ to that by z: (g − a (a·g))/‖z‖. */
    private static void throughDirection(
            DMatrixRMaj directions, double[] lengths, DMatrixRMaj gradient) {
        int d = directions.numCols;
        for (int i = 0; i < lengths.length; i++) {
            double along = 0;
            for (int k = 0; k < d; k++) {
                along += directions.data[i * d + k] * gradient.data[i * d + k];
            }
            for (int k = 0; k < d; k++) {
                int at = i * d + k;
                gradient.data[at] =
                        lengths[i] > 0
                                ? (gradient.data[at] - directions.data[at] * along) / lengths[i]
                                : 0;
            }
        }
    }
}
