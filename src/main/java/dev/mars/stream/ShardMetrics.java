// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.DonorShard;
import org.apache.flink.metrics.MetricGroup;

/** How large, how old and how good a shard is, and what its part of an answer takes. */
final class ShardMetrics {
    private final IndexMetrics index;
    private volatile DonorShard shard;

    ShardMetrics(MetricGroup group) {
        index = new IndexMetrics(group);
        JobMetric.DONOR_RECALL.gauge(group, () -> shard == null ? Double.NaN : shard.donorRecall());
    }

    /** A plan was answered in so many nanoseconds. */
    void answered(long nanos) {
        index.searched(nanos);
    }

    /**
     * @param upTo last event time of the epoch whose changes the shard has now; below 0 for what it
     *     had before, after a restore
     */
    void folded(DonorShard folded, long upTo) {
        if (upTo >= 0) {
            index.folded(upTo);
        }
        measure(folded);
    }

    /** All vectors were computed, in so many nanoseconds, for a model new to the shard. */
    void aligned(DonorShard aligned, long nanos) {
        index.aligned(nanos);
        measure(aligned);
    }

    /** Event time is this now. */
    void passed(long watermark) {
        index.passed(watermark);
    }

    private void measure(DonorShard measured) {
        shard = measured;
        index.measured(measured.size(), measured::ramBytesUsed);
    }
}
