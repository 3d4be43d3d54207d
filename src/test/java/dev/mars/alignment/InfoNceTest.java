// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** What makes texts find their images: wrong, and recall across modalities stays at chance. */
class InfoNceTest {
    /** The loss is what users read in the training's curve. */
    @Property(tries = 50)
    void lossIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @DoubleRange(min = 0.05, max = 2) double temperature) {
        Random random = new Random(seed);
        DMatrixRMaj text = normal(random, n, d);
        DMatrixRMaj image = normal(random, n, d);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            double images = 0;
            double texts = 0;
            for (int j = 0; j < n; j++) {
                images += Math.exp(cosine(text, i, image, j) / temperature);
                texts += Math.exp(cosine(text, j, image, i) / temperature);
            }
            double own = cosine(text, i, image, i) / temperature;
            expected += (Math.log(images) - own + Math.log(texts) - own) / (2 * n);
        }
        assertThat(InfoNce.at(text, image, temperature).loss())
                .isCloseTo(expected, within(1e-12 * (1 + expected)));
    }

    /** A wrong gradient would train towards something that is not the loss. */
    @Property(tries = 50)
    void gradientsAreThoseOfTheLoss(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @DoubleRange(min = 0.05, max = 2) double temperature) {
        Random random = new Random(seed);
        DMatrixRMaj text = longEnough(random, n, d);
        DMatrixRMaj image = longEnough(random, n, d);
        InfoNce at = InfoNce.at(text, image, temperature);
        assertClose(
                at.byText().data,
                FiniteDifferences.gradient(
                        p -> InfoNce.at(DMatrixRMaj.wrap(n, d, p), image, temperature).loss(),
                        text.data,
                        1e-4));
        assertClose(
                at.byImage().data,
                FiniteDifferences.gradient(
                        p -> InfoNce.at(text, DMatrixRMaj.wrap(n, d, p), temperature).loss(),
                        image.data,
                        1e-4));
    }

    /** The two ends of the scale that the curve is read by. */
    @Test
    void isZeroForCertainPairsAndLogNForPairsThatAreAllAlike() {
        DMatrixRMaj apart = CommonOps_DDRM.identity(6);
        CommonOps_DDRM.scale(3, apart);
        InfoNce certain = InfoNce.at(apart, apart, 0.01);
        assertThat(certain.loss()).isCloseTo(0, within(1e-12));
        assertThat(certain.byText().data).containsOnly(new double[36], within(1e-12));

        DMatrixRMaj alike = new DMatrixRMaj(6, 4);
        CommonOps_DDRM.fill(alike, 0.7);
        assertThat(InfoNce.at(alike, alike, 0.1).loss()).isCloseTo(Math.log(6), within(1e-12));
    }

    /** Scores of 1000 overflow in exp unless the largest is taken off first. */
    @Test
    void aLowTemperatureDoesNotOverflow() {
        DMatrixRMaj text = normal(new Random(1), 5, 3);
        DMatrixRMaj image = normal(new Random(2), 5, 3);
        InfoNce at = InfoNce.at(text, image, 1e-3);
        assertThat(at.loss()).isFinite().isGreaterThan(100);
        assertThat(Arrays.stream(at.byText().data).allMatch(Double::isFinite)).isTrue();
    }

    /** An item whose vector is 0 must not turn the batch, and with it the model, into NaN. */
    @Test
    void aVectorOfZeroIsLeftOutOfItsOwnGradient() {
        DMatrixRMaj text = longEnough(new Random(1), 4, 3);
        DMatrixRMaj image = longEnough(new Random(2), 4, 3);
        Arrays.fill(text.data, 3, 6, 0);
        InfoNce at = InfoNce.at(text, image, 0.1);
        assertThat(at.loss()).isFinite();
        assertThat(Arrays.copyOfRange(at.byText().data, 3, 6)).containsOnly(0);
        assertClose(
                at.byImage().data,
                FiniteDifferences.gradient(
                        p -> InfoNce.at(text, DMatrixRMaj.wrap(4, 3, p), 0.1).loss(),
                        image.data,
                        1e-4));
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).containsExactly(expected, within(1e-6 * largest + 1e-9));
    }

    private static double cosine(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int k = 0; k < a.numCols; k++) {
            dot += a.get(i, k) * b.get(j, k);
            squaresA += a.get(i, k) * a.get(i, k);
            squaresB += b.get(j, k) * b.get(j, k);
        }
        return dot / Math.sqrt(squaresA * squaresB);
    }

    private static DMatrixRMaj normal(Random random, int n, int d) {
        return DMatrixRMaj.wrap(n, d, GaussianMixture.standardNormal(random, n * d));
    }

    /** No vector so short that a step of the finite differences turns it much. */
    private static DMatrixRMaj longEnough(Random random, int n, int d) {
        DMatrixRMaj z = normal(random, n, d);
        for (int i = 0; i < n; i++) {
            double value = z.get(i, 0);
            z.set(i, 0, value + Math.copySign(0.5, value));
        }
        return z;
    }
}
