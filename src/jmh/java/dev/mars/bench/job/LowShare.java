// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

/**
 * Chooses the threshold below which a wanted share of requests is by low-active users, from the
 * levels of users at their acts. Impressions below the threshold are not requests; see {@link
 * Acts}.
 */
final class LowShare {
    private final double[] positives;
    private final double[] impressions;

    /**
     * @param positives levels at positives, ascending
     * @param impressions levels at impressions, ascending
     */
    LowShare(double[] positives, double[] impressions) {
        this.positives = positives;
        this.impressions = impressions;
    }

    /** Share of requests by users below a threshold. */
    double below(double threshold) {
        double low = count(positives, threshold);
        double dropped = count(impressions, threshold);
        double requests = positives.length + impressions.length - dropped;
        return requests == 0 ? 0 : low / requests;
    }

    /**
     * The least threshold that gives the share, or {@code most} if none up to there does.
     *
     * @param share 0 to below 1
     */
    double threshold(double share, double most) {
        int from = 0;
        int to = positives.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (below(Math.nextUp(positives[middle])) < share) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == positives.length ? most : Math.min(most, Math.nextUp(positives[from]));
    }

    private static int count(double[] sorted, double threshold) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < threshold) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
