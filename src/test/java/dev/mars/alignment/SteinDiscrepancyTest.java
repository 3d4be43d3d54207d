// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whether a model is accepted depends on these numbers. */
class SteinDiscrepancyTest {
    private static final int D = 3;
    private static final GaussianMixture MIXTURE = new GaussianMixture();
    private static final SteinKernel RBF =
            new SteinKernel(RadialKernel.rbf(D), Score.STANDARD_NORMAL);
    private static final SteinKernel IMQ =
            new SteinKernel(RadialKernel.imq(1), Score.STANDARD_NORMAL);

    /** A pair that is lost or counted twice would bias every KSD² that is reported. */
    @Property(tries = 50)
    void squaredIsTheMeanOverAllPairsOfDifferentPoints(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 6) int dimensions) {
        double[][] x = GaussianMixture.standardNormal(new Random(seed), n, dimensions);
        SteinKernel kernel = new SteinKernel(RadialKernel.imq(1), MIXTURE);
        double sum = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    sum += kernel.u(x[i], x[j]);
                    size += Math.abs(kernel.u(x[i], x[j]));
                }
            }
        }
        double pairs = n * (n - 1.0);
        assertThat(new SteinDiscrepancy(kernel, x).squared())
                .isCloseTo(sum / pairs, within(1e-13 * size / pairs));
    }

    /** With a bias, small batches would be pushed away from the target they are at. */
    @Test
    void isZeroOnAverageForSamplesOfTheTarget() {
        SteinKernel toMixture = new SteinKernel(RadialKernel.imq(1), MIXTURE);
        for (SteinKernel kernel : List.of(RBF, IMQ, toMixture)) {
            Random random = new Random(5);
            int samples = 500;
            double sum = 0;
            double squares = 0;
            int below = 0;
            for (int s = 0; s < samples; s++) {
                double[][] x = new double[15][];
                for (int i = 0; i < x.length; i++) {
                    x[i] =
                            kernel == toMixture
                                    ? MIXTURE.sample(random, D)
                                    : GaussianMixture.standardNormal(random, D);
                }
                double squared = new SteinDiscrepancy(kernel, x).squared();
                sum += squared;
                squares += squared * squared;
                below += squared < 0 ? 1 : 0;
            }
            double mean = sum / samples;
            double deviation = Math.sqrt(squares / samples - mean * mean);
            assertThat(mean).isCloseTo(0, within(5 * deviation / Math.sqrt(samples)));
            assertThat(below).isBetween(samples / 10, samples * 9 / 10);
        }
    }

    /** A test that cries wolf would reject good models: 5 % of them are its share, no more. */
    @Test
    void samplesOfTheTargetSeldomHaveASmallPValue() {
        for (SteinKernel kernel : List.of(RBF, IMQ)) {
            Random random = new Random(23);
            int small = 0;
            int large = 0;
            for (int s = 0; s < 200; s++) {
                double p =
                        new SteinDiscrepancy(kernel, GaussianMixture.standardNormal(random, 60, D))
                                .pValue(199, s);
                small += p <= 0.05 ? 1 : 0;
                large += p > 0.5 ? 1 : 0;
            }
            // Of Binomial(200, 0.05), 5 standard deviations above the mean.
            assertThat(small).isLessThanOrEqualTo(25);
            assertThat(large).isGreaterThan(50);
        }
    }

    /** What the test is for: a modality that is shifted, stretched or flat is told. */
    @Test
    void samplesOfAnotherDistributionHaveTheSmallestPValueThereIs() {
        double[][] x = GaussianMixture.standardNormal(new Random(3), 150, D);
        for (SteinKernel kernel : List.of(RBF, IMQ)) {
            assertThat(pValue(kernel, mapped(x, 1, 0.7))).isEqualTo(1 / 500.0);
            assertThat(pValue(kernel, mapped(x, 1.8, 0))).isEqualTo(1 / 500.0);
            assertThat(pValue(kernel, mapped(x, 0.4, 0))).isEqualTo(1 / 500.0);
            assertThat(pValue(kernel, x)).isGreaterThan(0.05);
        }
    }

    /** Replicates run 32 together; one that is left out or shared would shift p. */
    @Test
    void pIsTheShareOfReplicatesByDefinition() {
        double[][] x = mapped(GaussianMixture.standardNormal(new Random(8), 25, D), 1, 0.1);
        double[][] u = new double[x.length][x.length];
        double observed = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                u[i][j] = i == j ? 0 : IMQ.u(x[i], x[j]);
                observed += u[i][j] / (x.length * (x.length - 1));
            }
        }
        Random random = new Random(1);
        int replicates = 20_000;
        int larger = 0;
        for (int r = 0; r < replicates; r++) {
            double[] weights = new double[x.length];
            for (int draw = 0; draw < x.length; draw++) {
                weights[random.nextInt(x.length)] += 1.0 / x.length;
            }
            double replicate = 0;
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    replicate +=
                            (weights[i] - 1.0 / x.length) * (weights[j] - 1.0 / x.length) * u[i][j];
                }
            }
            larger += replicate >= observed ? 1 : 0;
        }
        double expected = (double) larger / replicates;
        assertThat(expected).isBetween(0.02, 0.98);
        double error = Math.sqrt(2 * expected * (1 - expected) / replicates);
        assertThat(new SteinDiscrepancy(IMQ, x).pValue(replicates + 1, 4))
                .isCloseTo(expected, within(5 * error));
    }

    /** Two runs on one topic must publish, or not publish, the same model. */
    @Test
    void dependsOnTheSeedAndNotOnThreads() throws Exception {
        double[][] x = mapped(GaussianMixture.standardNormal(new Random(8), 60, D), 1, 0.05);
        double squared = new SteinDiscrepancy(RBF, x).squared();
        double p = new SteinDiscrepancy(RBF, x).pValue(1000, 1);
        assertThat(new SteinDiscrepancy(RBF, x).pValue(1000, 2)).isNotEqualTo(p);
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                SteinDiscrepancy again = pool.submit(() -> new SteinDiscrepancy(RBF, x)).get();
                assertThat(again.squared()).isEqualTo(squared);
                assertThat(pool.submit(() -> again.pValue(1000, 1)).get()).isEqualTo(p);
            } finally {
                pool.shutdown();
            }
        }
    }

    /** A broken sample must be named where it is given, not come out as NaN or as a p of 1. */
    @Test
    void refusesWhatHasNoDiscrepancy() {
        assertRefused(new double[0][], "the sample has 0 points");
        assertRefused(new double[1][2], "the sample has 1 points");
        assertRefused(new double[][] {{1, 2}, {1, Double.NaN}}, "point 1 holds NaN");
        assertRefused(new double[][] {{Double.NEGATIVE_INFINITY}, {1}}, "point 0 holds -Infinity");
        assertRefused(new double[][] {{1}, {1, 2}}, "point 1 has 2 values, point 0 has 1");
        assertRefused(new double[][] {{1, 2}, {1}}, "point 1 has 1 values, point 0 has 2");
        SteinDiscrepancy discrepancy = new SteinDiscrepancy(RBF, new double[5][D]);
        for (int wrong : new int[] {0, -5}) {
            assertThatThrownBy(() -> discrepancy.pValue(wrong, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("replicates is " + wrong + "; it must be 1 or more");
        }
    }

    private static void assertRefused(double[][] points, String why) {
        assertThatThrownBy(() -> new SteinDiscrepancy(RBF, points))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static double pValue(SteinKernel kernel, double[][] points) {
        return new SteinDiscrepancy(kernel, points).pValue(499, 1);
    }

    private static double[][] mapped(double[][] points, double factor, double shift) {
        double[][] mapped = new double[points.length][D];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < D; k++) {
                mapped[i][k] = factor * points[i][k] + shift;
            }
        }
        return mapped;
    }
}
