// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.Arrays;
import java.util.Collection;

/** Figures of many values. */
final class Statistics {
    /** NaN of nothing; of an even number of values, the mean of the middle two. */
    static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /**
     * The least value that so great a share does not exceed.
     *
     * @param sorted ascending
     * @param share 0 to 1
     * @return NaN of nothing
     */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
    }

    static double[] sorted(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** With as many digits as a reader takes in; null, as JSON has no other word, if not finite. */
    static Double rounded(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double scale = Math.abs(value) >= 100 ? 10 : 10_000;
        return Math.round(value * scale) / scale;
    }

    private Statistics() {}
}
