// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.DonorIndex;
import org.apache.flink.metrics.MetricGroup;

/**
 * Outputs by status and what they take, the model in use, and how large, how old and how good the
 * index is.
 */
final class AugmenterMetrics {
    private final OutputMetrics outputs;
    private final IndexMetrics index;
    private volatile DonorIndex donors;
    private volatile int heldItems;

    AugmenterMetrics(MetricGroup group) {
        outputs = new OutputMetrics(group);
        index = new IndexMetrics(group);
        JobMetric.HELD_ITEMS.gauge(group, () -> heldItems);
        JobMetric.ITEM_RECALL.gauge(group, () -> donors == null ? Double.NaN : donors.itemRecall());
        JobMetric.DONOR_RECALL.gauge(
                group, () -> donors == null ? Double.NaN : donors.donorRecall());
    }

    /** A request was augmented in so many nanoseconds. */
    void augmented(long nanos) {
        index.searched(nanos);
    }

    /**
     * @param augmentation null for a user who is not low-active
     */
    void answered(Augmentation augmentation, long version) {
        outputs.answered(augmentation, version);
    }

    /**
     * @param folded the index with an epoch's changes, or null if it is not built yet
     * @param upTo last event time of the epoch
     */
    void folded(DonorIndex folded, long upTo) {
        index.folded(upTo);
        measure(folded);
    }

    /** All vectors were computed, in so many nanoseconds, for a model new to the index. */
    void aligned(DonorIndex aligned, long nanos) {
        index.aligned(nanos);
        measure(aligned);
    }

    /** Event time is this now. */
    void passed(long watermark) {
        outputs.passed(watermark);
        index.passed(watermark);
    }

    private void measure(DonorIndex measured) {
        if (measured != null) {
            donors = measured;
            heldItems = measured.heldItems();
            index.measured(measured.size(), measured::ramBytesUsed);
        }
    }
}
