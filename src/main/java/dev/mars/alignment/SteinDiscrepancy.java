// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The kernelised Stein discrepancy between a sample and a target, and the test whether the sample
 * comes from the target (Liu, Lee and Jordan 2016).
 *
 * <p>KSD² is estimated by the U-statistic Σ_{i≠j} u(x_i, x_j) / n(n − 1), which is unbiased: for a
 * sample of the target it lies around 0, on either side. Under that hypothesis its distribution has
 * no closed form, but multinomial weights w ~ Mult(n; 1/n)/n imitate it: S* = Σ_{i≠j} (w_i −
 * 1/n)(w_j − 1/n) u_ij. The p-value is the share of S* that is no smaller than KSD².
 *
 * <p>Holds n² values of u, 8 bytes each. Sums run in the order of the points.
 */
public final class SteinDiscrepancy {
    /** Replicates that share one pass over the matrix: their sums stay in the cache. */
    private static final int TOGETHER = 32;

    /** [n x n], symmetric, the diagonal 0. */
    private final double[][] u;

    /**
     * @param points [n x d], n at least 2
     * @throws IllegalArgumentException for fewer points, lengths that disagree or a value that is
     *     not finite
     */
    public SteinDiscrepancy(SteinKernel kernel, double[][] points) {
        int n = points.length;
        if (n < 2) {
            throw new IllegalArgumentException(
                    "the sample has " + n + " points; a Stein discrepancy needs 2 or more");
        }
        double[][] scores = new double[n][];
        for (int i = 0; i < n; i++) {
            if (points[i].length != points[0].length) {
                throw new IllegalArgumentException(
                        "point "
                                + i
                                + " has "
                                + points[i].length
                                + " values, point 0 has "
                                + points[0].length
                                + "; all points must have the same dimensions");
            }
            for (double value : points[i]) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "point " + i + " holds " + value + "; all values must be finite");
                }
            }
            scores[i] = kernel.score().at(points[i]);
        }
        u = new double[n][n];
        IntStream.range(0, n)
                .parallel()
                .forEach(
                        i -> {
                            for (int j = 0; j < i; j++) {
                                u[i][j] = kernel.u(points[i], scores[i], points[j], scores[j]);
                            }
                        });
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                u[j][i] = u[i][j];
            }
        }
    }

    /** KSD² by the U-statistic; below 0 means no more than 0. */
    public double squared() {
        double sum = 0;
        for (double[] row : u) {
            for (double value : row) {
                sum += value;
            }
        }
        return sum / ((double) u.length * (u.length - 1));
    }

    /**
     * How likely a sample of the target has a KSD² as large as this one's; 1 / (replicates + 1) at
     * least.
     *
     * @param replicates bootstrap samples, 1 or more
     * @throws IllegalArgumentException for fewer replicates
     */
    public double pValue(int replicates, long seed) {
        if (replicates < 1) {
            throw new IllegalArgumentException(
                    "replicates is " + replicates + "; it must be 1 or more; 1000 is usual");
        }
        double observed = squared();
        int passes = (replicates + TOGETHER - 1) / TOGETHER;
        long larger =
                IntStream.range(0, passes)
                        .parallel()
                        .mapToLong(
                                pass -> {
                                    int first = pass * TOGETHER;
                                    int count = Math.min(TOGETHER, replicates - first);
                                    long found = 0;
                                    for (double replicate : replicates(first, count, seed)) {
                                        found += replicate >= observed ? 1 : 0;
                                    }
                                    return found;
                                })
                        .sum();
        return (larger + 1.0) / (replicates + 1.0);
    }

    /** S* of the replicates first, first + 1, …; each has random numbers of its own. */
    private double[] replicates(int first, int count, long seed) {
        int n = u.length;
        double[][] weights = new double[n][count];
        for (int r = 0; r < count; r++) {
            var random = new SplittableRandom(XxHash.of(seed + "/bootstrap/" + (first + r)));
            for (int draw = 0; draw < n; draw++) {
                weights[random.nextInt(n)][r] += 1.0 / n;
            }
            for (int i = 0; i < n; i++) {
                weights[i][r] -= 1.0 / n;
            }
        }
        double[] sums = new double[count];
        double[] row = new double[count];
        for (int i = 0; i < n; i++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < n; j++) {
                addScaled(u[i][j], weights[j], row);
            }
            for (int r = 0; r < count; r++) {
                sums[r] += weights[i][r] * row[r];
            }
        }
        return sums;
    }

    private static void addScaled(double factor, double[] values, double[] sums) {
        for (int r = 0; r < sums.length; r++) {
            sums[r] += factor * values[r];
        }
    }
}
