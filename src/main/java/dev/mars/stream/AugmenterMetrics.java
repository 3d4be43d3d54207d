// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.DonorIndex;
import dev.mars.topic.avro.AugmentationStatus;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Outputs by status and what they take, the model in use, and how large, how old and how good the
 * index is.
 *
 * <p>The task's thread says what happens, and reporters read on threads of their own: so each gauge
 * is a volatile field, or asks for one.
 */
final class AugmenterMetrics {
    private final Map<AugmentationStatus, Counter> outputs;
    private final Histogram augmentationMicros;
    private volatile DonorIndex index;
    private volatile int donors;
    private volatile int heldItems;
    private volatile long indexBytes;
    private int donorsMeasured;
    private volatile long modelVersion;
    private volatile long reprojectionMillis;

    /** Event times; the smallest long before the first. */
    private volatile long now = Long.MIN_VALUE;

    private volatile long foldedUpTo = Long.MIN_VALUE;

    AugmenterMetrics(MetricGroup group) {
        outputs = JobMetric.OUTPUTS.counters(group, AugmentationStatus.class);
        augmentationMicros = JobMetric.AUGMENTATION_TIME.histogram(group);
        JobMetric.EVENT_TIME_LAG.gauge(group, this::lag);
        JobMetric.MODEL_VERSION.gauge(group, () -> modelVersion);
        JobMetric.DONORS.gauge(group, () -> donors);
        JobMetric.HELD_ITEMS.gauge(group, () -> heldItems);
        JobMetric.INDEX_BYTES.gauge(group, () -> indexBytes);
        JobMetric.INDEX_AGE.gauge(group, this::age);
        JobMetric.REPROJECTION.gauge(group, () -> reprojectionMillis);
        JobMetric.ITEM_RECALL.gauge(group, () -> index == null ? Double.NaN : index.itemRecall());
        JobMetric.DONOR_RECALL.gauge(group, () -> index == null ? Double.NaN : index.donorRecall());
    }

    /** From event time to the clock, which only whoever reads the metric looks at. */
    private double lag() {
        long time = now;
        return time == Long.MIN_VALUE || time == Long.MAX_VALUE
                ? Double.NaN
                : System.currentTimeMillis() - time;
    }

    /** Event time from the end of the last epoch whose changes the index has, to now. */
    private long age() {
        return foldedUpTo == Long.MIN_VALUE || now == Long.MAX_VALUE ? 0 : now - foldedUpTo;
    }

    /** A request was augmented in so many nanoseconds. */
    void augmented(long nanos) {
        augmentationMicros.update(nanos / 1_000);
    }

    /**
     * @param augmentation null for a user who is not low-active
     */
    void answered(Augmentation augmentation, long version) {
        modelVersion = version;
        outputs.get(OutputFormat.status(augmentation)).inc();
    }

    /**
     * @param folded the index with an epoch's changes, or null if it is not built yet
     * @param upTo last event time of the epoch
     */
    void folded(DonorIndex folded, long upTo) {
        foldedUpTo = upTo;
        measure(folded);
    }

    /** All vectors were computed, in so many nanoseconds, for a model new to the index. */
    void aligned(DonorIndex aligned, long nanos) {
        reprojectionMillis = nanos / 1_000_000;
        measure(aligned);
    }

    /** Event time is this now. */
    void passed(long watermark) {
        now = watermark;
    }

    /** Counting bytes visits every list: so when the index has grown or shrunk by a hundredth. */
    private void measure(DonorIndex measured) {
        if (measured != null) {
            index = measured;
            donors = measured.size();
            heldItems = measured.heldItems();
            if (Math.abs(donors - donorsMeasured) >= donorsMeasured / 100) {
                donorsMeasured = donors;
                indexBytes = measured.ramBytesUsed();
            }
        }
    }
}
