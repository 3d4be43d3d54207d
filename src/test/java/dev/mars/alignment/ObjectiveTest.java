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
import org.junit.jupiter.api.Test;

/** The loss as a whole: each weight must reach its own term, in the loss and in the gradient. */
class ObjectiveTest {
    /** A term with another weight in the gradient than in the loss would train another model. */
    @Property(tries = 40)
    void gradientsAreThoseOfTheWeightedSum(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 7) int n,
            @ForAll @IntRange(min = 2, max = 5) int d,
            @ForAll @DoubleRange(min = 0, max = 3) double contrastive,
            @ForAll @DoubleRange(min = 0, max = 3) double match,
            @ForAll @DoubleRange(min = 0, max = 3) double stein) {
        Random random = new Random(seed);
        DMatrixRMaj text = normal(random, n, d);
        DMatrixRMaj image = normal(random, n, d);
        DMatrixRMaj byText = new DMatrixRMaj(n, d);
        DMatrixRMaj byImage = new DMatrixRMaj(n, d);
        Objective objective = new Objective(contrastive, match, stein, 0.5, false);
        objective.at(text, image, byText, byImage);
        assertClose(
                byText.data,
                FiniteDifferences.gradient(
                        p -> loss(objective, DMatrixRMaj.wrap(n, d, p), image), text.data, 1e-4));
        assertClose(
                byImage.data,
                FiniteDifferences.gradient(
                        p -> loss(objective, text, DMatrixRMaj.wrap(n, d, p)), image.data, 1e-4));
    }

    /** The curve names the terms; each must be what its name says. */
    @Test
    void termsAreReportedWithoutTheirWeights() {
        DMatrixRMaj text = normal(new Random(1), 6, 3);
        DMatrixRMaj image = normal(new Random(2), 6, 3);
        LossPoint terms =
                new Objective(7, 8, 9, 0.1, false)
                        .at(text, image, new DMatrixRMaj(6, 3), new DMatrixRMaj(6, 3));
        double match = 0;
        for (int i = 0; i < 18; i++) {
            match += Math.pow(text.data[i] - image.data[i], 2) / 18;
        }
        assertThat(terms.contrastive()).isEqualTo(InfoNce.at(text, image, 0.1).loss());
        assertThat(terms.match()).isCloseTo(match, within(1e-14));
        assertThat(terms.steinText()).isEqualTo(SteinGradient.at(text, 3).squared());
        assertThat(terms.steinImage()).isEqualTo(SteinGradient.at(image, 3).squared());
    }

    /** The ablation by SVGD changes the Stein terms' direction, and nothing else. */
    @Test
    void variationalFollowsSvgdAndStillReportsKsd() {
        DMatrixRMaj text = normal(new Random(1), 6, 3);
        DMatrixRMaj image = normal(new Random(2), 6, 3);
        DMatrixRMaj byText = new DMatrixRMaj(6, 3);
        DMatrixRMaj byImage = new DMatrixRMaj(6, 3);
        Arrays.fill(byText.data, 10);
        LossPoint terms = new Objective(0, 0, 2, 0.1, true).at(text, image, byText, byImage);
        DMatrixRMaj ofText = SteinVariationalDirection.at(text, 3);
        DMatrixRMaj ofImage = SteinVariationalDirection.at(image, 3);
        for (int i = 0; i < 18; i++) {
            assertThat(byText.data[i]).isCloseTo(10 - 2 * ofText.data[i] / 6, within(1e-14));
            assertThat(byImage.data[i]).isCloseTo(-2 * ofImage.data[i] / 6, within(1e-14));
        }
        assertThat(terms.steinText()).isEqualTo(SteinGradient.at(text, 3).squared());
    }

    private static double loss(Objective objective, DMatrixRMaj text, DMatrixRMaj image) {
        LossPoint terms =
                objective.at(
                        text,
                        image,
                        new DMatrixRMaj(text.numRows, text.numCols),
                        new DMatrixRMaj(text.numRows, text.numCols));
        return objective.contrastiveWeight() * terms.contrastive()
                + objective.matchWeight() * terms.match()
                + objective.steinWeight() * (terms.steinText() + terms.steinImage());
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(actual).containsExactly(expected, within(1e-6 * largest + 1e-9));
    }

    private static DMatrixRMaj normal(Random random, int n, int d) {
        DMatrixRMaj z = DMatrixRMaj.wrap(n, d, GaussianMixture.standardNormal(random, n * d));
        for (int i = 0; i < n; i++) {
            // Not so short that a step of the finite differences turns it much.
            z.set(i, 0, z.get(i, 0) + Math.copySign(0.5, z.get(i, 0)));
        }
        return z;
    }
}
