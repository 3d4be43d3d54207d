// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Arrays;

/** Figures of many values. */
public final class Statistics {
    /** NaN of nothing; of an even number of values, the mean of the middle two. */
    public static double median(double... values) {
        int n = values.length;
        double[] sorted = sorted(values, n);
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /**
     * The least value that so great a share does not exceed.
     *
     * @param sorted ascending
     * @param share 0 to 1
     * @return NaN of nothing
     */
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
    }

    /** The first so many, ascending. */
    public static double[] sorted(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** With as many digits as a reader takes in; null, as JSON has no other word, if not finite. */
    public static Double rounded(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double scale = Math.abs(value) >= 100 ? 10 : 10_000;
        return Math.round(value * scale) / scale;
    }

    private Statistics() {}
}
