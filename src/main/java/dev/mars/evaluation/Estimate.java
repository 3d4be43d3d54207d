// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.Arrays;

/**
 * A figure with its 95 % interval.
 *
 * @param value NaN if it is not defined
 * @param low 2.5th percentile of the resamples in which it is defined
 * @param high 97.5th
 */
public record Estimate(double value, double low, double high) {
    private static final double TAIL = 0.025;

    static Estimate of(double value, double[] resampled) {
        double[] sorted = Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        return new Estimate(value, percentile(sorted, TAIL), percentile(sorted, 1 - TAIL));
    }

    /** Between the two nearest ranks in proportion. */
    private static double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
