// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.Planner;
import org.apache.flink.metrics.MetricGroup;

/** The items that a sharded index's requests are planned by. */
final class PlannerMetrics {
    private volatile Planner planner;
    private volatile int heldItems;
    private volatile long bytes;
    private int itemsMeasured;

    PlannerMetrics(MetricGroup group) {
        JobMetric.HELD_ITEMS.gauge(group, () -> heldItems);
        JobMetric.INDEX_BYTES.gauge(group, () -> bytes);
        JobMetric.ITEM_RECALL.gauge(
                group, () -> planner == null ? Double.NaN : planner.itemRecall());
    }

    /** The planner has another epoch's changes. */
    void folded(Planner folded) {
        planner = folded;
        heldItems = folded.heldItems();
        if (Math.abs(heldItems - itemsMeasured) >= itemsMeasured / 100) {
            itemsMeasured = heldItems;
            bytes = folded.ramBytesUsed();
        }
    }
}
