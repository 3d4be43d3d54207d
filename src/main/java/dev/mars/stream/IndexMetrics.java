// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * How large and how old the index of donors on a subtask is, and what it takes to search it and to
 * take over a model.
 *
 * <p>The task's thread says what happens, and reporters read on threads of their own: so each gauge
 * is a volatile field.
 */
final class IndexMetrics {
    private final Histogram augmentationMicros;
    private volatile int donors;
    private volatile long indexBytes;
    private int donorsMeasured;
    private volatile long reprojectionMillis;

    /** Event times; the smallest long before the first. */
    private volatile long now = Long.MIN_VALUE;

    private volatile long foldedUpTo = Long.MIN_VALUE;

    IndexMetrics(MetricGroup group) {
        augmentationMicros = JobMetric.AUGMENTATION_TIME.histogram(group);
        JobMetric.DONORS.gauge(group, () -> donors);
        JobMetric.INDEX_BYTES.gauge(group, () -> indexBytes);
        JobMetric.INDEX_AGE.gauge(group, this::age);
        JobMetric.REPROJECTION.gauge(group, () -> reprojectionMillis);
    }

    /** Event time from the end of the last epoch whose changes the index has, to now. */
    private long age() {
        return foldedUpTo == Long.MIN_VALUE || now == Long.MAX_VALUE ? 0 : now - foldedUpTo;
    }

    /** A request was looked up in so many nanoseconds. */
    void searched(long nanos) {
        augmentationMicros.update(nanos / 1_000);
    }

    /**
     * @param upTo last event time of the epoch whose changes the index has now
     */
    void folded(long upTo) {
        foldedUpTo = upTo;
    }

    /** All vectors were computed, in so many nanoseconds, for a model new to the index. */
    void aligned(long nanos) {
        reprojectionMillis = nanos / 1_000_000;
    }

    /** Event time is this now. */
    void passed(long watermark) {
        now = watermark;
    }

    /** Counting bytes visits every list: so when the index has grown or shrunk by a hundredth. */
    void measured(int size, LongSupplier bytes) {
        donors = size;
        if (Math.abs(size - donorsMeasured) >= donorsMeasured / 100) {
            donorsMeasured = size;
            indexBytes = bytes.getAsLong();
        }
    }
}
