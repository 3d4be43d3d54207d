// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** All that is said of a model's distribution rests on u. */
class SteinKernelTest {
    private static final GaussianMixture MIXTURE = new GaussianMixture();
    private static final List<Score> TARGETS = List.of(Score.STANDARD_NORMAL, MIXTURE);

    /** The closed form must be the kernel of the paper, or KSD measures something else. */
    @Property(tries = 60)
    void uIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int dimensions,
            @ForAll @DoubleRange(min = 0.5, max = 8) double scale,
            @ForAll @DoubleRange(min = -0.95, max = -0.05) double exponent) {
        Random random = new Random(seed);
        double[] x = GaussianMixture.standardNormal(random, dimensions);
        double[] y = GaussianMixture.standardNormal(random, dimensions);
        for (Score target : TARGETS) {
            assertSame(
                    new SteinKernel(RadialKernel.rbf(scale), target),
                    SteinByDefinition.rbf(scale, target),
                    x,
                    y);
            assertSame(
                    new SteinKernel(RadialKernel.imq(scale), target),
                    SteinByDefinition.imq(scale, -0.5, target),
                    x,
                    y);
            assertSame(
                    new SteinKernel(new RadialKernel.Imq(scale * scale, exponent), target),
                    SteinByDefinition.imq(scale, exponent, target),
                    x,
                    y);
        }
    }

    /** Readers check the code against DESIGN's formulas; they must be those of the code. */
    @Property
    void forTheStandardNormalItIsTheFormulaOfTheDesign(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int dimensions,
            @ForAll @DoubleRange(min = 0.5, max = 40) double scale,
            @ForAll @DoubleRange(min = -0.95, max = -0.05) double exponent) {
        Random random = new Random(seed);
        double[] x = GaussianMixture.standardNormal(random, dimensions);
        double[] y = GaussianMixture.standardNormal(random, dimensions);
        double t = 0;
        double dot = 0;
        for (int k = 0; k < dimensions; k++) {
            t += (x[k] - y[k]) * (x[k] - y[k]);
            dot += x[k] * y[k];
        }
        double size = 1 + Math.abs(dot) + dimensions + t;

        double h2 = scale;
        double rbf =
                Math.exp(-t / (2 * h2)) * (dot + dimensions / h2 - t * (1 / h2 + 1 / (h2 * h2)));
        assertThat(new SteinKernel(RadialKernel.rbf(h2), Score.STANDARD_NORMAL).u(x, y))
                .isCloseTo(rbf, within(1e-12 * size));

        // s(x) − s(y) is −(x − y), so the second term has the sign of β.
        double q = scale + t;
        double b = exponent;
        double imq =
                Math.pow(q, b) * dot
                        + 2 * b * t * Math.pow(q, b - 1)
                        - 2 * b * dimensions * Math.pow(q, b - 1)
                        - 4 * b * (b - 1) * t * Math.pow(q, b - 2);
        RadialKernel kernel = new RadialKernel.Imq(scale, b);
        assertThat(new SteinKernel(kernel, Score.STANDARD_NORMAL).u(x, y))
                .isCloseTo(imq, within(1e-12 * size));
    }

    /** The discrepancy computes half of the pairs and mirrors them. */
    @Property
    void uIsSymmetric(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int dimensions) {
        Random random = new Random(seed);
        double[] x = GaussianMixture.standardNormal(random, dimensions);
        double[] y = GaussianMixture.standardNormal(random, dimensions);
        for (Score target : TARGETS) {
            for (RadialKernel kernel : List.of(RadialKernel.rbf(dimensions), RadialKernel.imq(1))) {
                SteinKernel stein = new SteinKernel(kernel, target);
                double u = stein.u(x, y);
                assertThat(stein.u(y, x)).isCloseTo(u, within(1e-12 * (1 + Math.abs(u))));
            }
        }
    }

    /**
     * Stein's identity: without it, a perfect sample would seem to be off, or one that is off fine.
     */
    @Test
    void theMeanOverTheTargetIsZeroAndOverAnotherDistributionIsNot() {
        Function<Random, double[]> normal = random -> GaussianMixture.standardNormal(random, 3);
        Function<Random, double[]> mixture = random -> MIXTURE.sample(random, 3);
        double[] y = {1, 0.5, 1.5};
        for (RadialKernel kernel : List.of(RadialKernel.rbf(3), RadialKernel.imq(1))) {
            SteinKernel toNormal = new SteinKernel(kernel, Score.STANDARD_NORMAL);
            SteinKernel toMixture = new SteinKernel(kernel, MIXTURE);
            assertThat(standardErrorsFromZero(toNormal, y, normal)).isLessThan(5);
            assertThat(standardErrorsFromZero(toMixture, y, mixture)).isLessThan(5);
            assertThat(standardErrorsFromZero(toNormal, y, mixture)).isGreaterThan(10);
            assertThat(standardErrorsFromZero(toMixture, y, normal)).isGreaterThan(10);
        }
    }

    /** The other tests would pass a wrong score on, as both sides are given it. */
    @Property(tries = 50)
    void scoresAreGradientsOfTheLogDensity(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int dimensions) {
        double[] x = GaussianMixture.standardNormal(new Random(seed), dimensions);
        assertThat(MIXTURE.at(x))
                .containsExactly(
                        FiniteDifferences.gradient(p -> Math.log(MIXTURE.density(p)), x, 1e-3),
                        within(1e-7));
        for (int k = 0; k < dimensions; k++) {
            assertThat(Score.STANDARD_NORMAL.at(x)[k]).isEqualTo(-x[k]);
        }
    }

    /** A width of 0 would give NaN far from where it was set. */
    @Test
    void kernelsRefuseParametersTheyAreNotDefinedFor() {
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> RadialKernel.rbf(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("squared width of the kernel is " + wrong);
        }
        assertThatThrownBy(() -> RadialKernel.imq(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("squared offset of the kernel is 0.0");
        for (double wrong : new double[] {0, -1, 0.5, Double.NaN}) {
            assertThatThrownBy(() -> new RadialKernel.Imq(1, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("it must be between -1 and 0");
        }
    }

    private static double standardErrorsFromZero(
            SteinKernel kernel, double[] y, Function<Random, double[]> sample) {
        Random random = new Random(17);
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double u = kernel.u(sample.apply(random), y);
            sum += u;
            squares += u * u;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(squares / count - mean * mean);
        return Math.abs(mean) / (deviation / Math.sqrt(count));
    }

    private static void assertSame(
            SteinKernel kernel, SteinByDefinition definition, double[] x, double[] y) {
        assertThat(kernel.u(x, y))
                .isCloseTo(definition.u(x, y), within(1e-7 * definition.size(x, y)));
    }
}
