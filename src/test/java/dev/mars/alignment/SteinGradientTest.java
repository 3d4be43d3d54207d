// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

/** The closed forms of the training against KSD² itself. */
class SteinGradientTest {
    private static final double STEP = 1e-3;

    /** With a wrong gradient the descent would end somewhere, and nothing would say that it did. */
    @Property(tries = 60)
    void byPointIsTheGradientOfKsd(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @DoubleRange(min = 0.5, max = 6) double squaredWidth) {
        double[] z = GaussianMixture.standardNormal(new Random(seed), n * d);
        SteinGradient gradient = SteinGradient.at(DMatrixRMaj.wrap(n, d, z.clone()), squaredWidth);
        assertEqual(gradient.squared(), squared(rows(z, n, d), squaredWidth));
        assertEqual(
                gradient.byPoint().data,
                FiniteDifferences.gradient(p -> squared(rows(p, n, d), squaredWidth), z, STEP));
    }

    /** The same through an affine map, which need not be square: what is trained is W and b. */
    @Property(tries = 60)
    void byMatrixAndByBiasAreTheGradientsOfKsd(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 9) int n,
            @ForAll @IntRange(min = 1, max = 4) int inputs,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @DoubleRange(min = 0.5, max = 6) double squaredWidth) {
        Random random = new Random(seed);
        double[][] x = GaussianMixture.standardNormal(random, n, inputs);
        double[] w = GaussianMixture.standardNormal(random, d * inputs);
        double[] b = GaussianMixture.standardNormal(random, d);
        AffineSteinGradient gradient =
                AffineSteinGradient.at(x, rows(w, d, inputs), b, squaredWidth);
        assertEqual(gradient.squared(), squared(mapped(x, rows(w, d, inputs), b), squaredWidth));
        assertEqual(
                new DMatrixRMaj(gradient.byMatrix()).data,
                FiniteDifferences.gradient(
                        p -> squared(mapped(x, rows(p, d, inputs), b), squaredWidth), w, STEP));
        assertEqual(
                gradient.byBias(),
                FiniteDifferences.gradient(
                        p -> squared(mapped(x, rows(w, d, inputs), p), squaredWidth), b, STEP));
    }

    private static double squared(double[][] z, double squaredWidth) {
        SteinKernel kernel = new SteinKernel(RadialKernel.rbf(squaredWidth), Score.STANDARD_NORMAL);
        return new SteinDiscrepancy(kernel, z).squared();
    }

    private static void assertEqual(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-10 * Math.abs(expected) + 1e-14));
    }

    private static void assertEqual(double[] actual, double[] expected) {
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).containsExactly(expected, within(1e-7 * largest + 1e-9));
    }

    private static double[][] rows(double[] values, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, i * columns, matrix[i], 0, columns);
        }
        return matrix;
    }

    private static double[][] mapped(double[][] x, double[][] w, double[] b) {
        double[][] z = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            z[i] = b.clone();
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < x[i].length; j++) {
                    z[i][k] += w[k][j] * x[i][j];
                }
            }
        }
        return z;
    }
}
