// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Can a linear classifier tell which modality a vector comes from? Least squares on ±1 with a small
 * ridge, fitted on every other pair and asked about the rest, then the other way round. Both
 * vectors of a pair are always on the same side, so items cannot give the answer away.
 */
final class ModalityProbe {
    /** As a share of the mean squared value of a dimension: for spaces of deficient rank. */
    private static final double RIDGE = 1e-3;

    /**
     * @param text unit vectors, [n x d], n at least 2
     * @param image unit vectors of the same items
     * @return share of right answers, 0.5 = it cannot
     */
    static double accuracy(List<float[]> text, List<float[]> image) {
        double right = 0;
        for (int fold = 0; fold < 2; fold++) {
            double[] weights = fit(text, image, fold);
            for (int i = 1 - fold; i < text.size(); i += 2) {
                right += rightness(score(weights, text.get(i)));
                right += rightness(-score(weights, image.get(i)));
            }
        }
        return right / (2.0 * text.size());
    }

    /** A probe that cannot decide is right half the time. */
    private static double rightness(double score) {
        return score > 0 ? 1 : score == 0 ? 0.5 : 0;
    }

    /** Weights of the dimensions, then the intercept; text is positive. */
    private static double[] fit(List<float[]> text, List<float[]> image, int first) {
        int d = text.get(0).length;
        int rows = (text.size() - first + 1) / 2;
        DMatrixRMaj x = new DMatrixRMaj(2 * rows, d + 1);
        DMatrixRMaj y = new DMatrixRMaj(2 * rows, 1);
        for (int row = 0; row < rows; row++) {
            put(text.get(first + 2 * row), x, y, 2 * row, 1);
            put(image.get(first + 2 * row), x, y, 2 * row + 1, -1);
        }
        DMatrixRMaj normal = new DMatrixRMaj(d + 1, d + 1);
        CommonOps_DDRM.multTransA(x, x, normal);
        DMatrixRMaj right = new DMatrixRMaj(d + 1, 1);
        CommonOps_DDRM.multTransA(x, y, right);
        for (int k = 0; k < d; k++) {
            normal.add(k, k, RIDGE * 2 * rows / d);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(d + 1);
        if (!solver.setA(normal)) {
            throw new IllegalStateException("the probe's normal equations did not solve");
        }
        DMatrixRMaj weights = new DMatrixRMaj(d + 1, 1);
        solver.solve(right, weights);
        return weights.data;
    }

    private static void put(float[] vector, DMatrixRMaj x, DMatrixRMaj y, int row, double label) {
        for (int k = 0; k < vector.length; k++) {
            x.set(row, k, vector[k]);
        }
        x.set(row, vector.length, 1);
        y.set(row, 0, label);
    }

    private static double score(double[] weights, float[] vector) {
        double score = weights[vector.length];
        for (int k = 0; k < vector.length; k++) {
            score += weights[k] * vector[k];
        }
        return score;
    }

    private ModalityProbe() {}
}
