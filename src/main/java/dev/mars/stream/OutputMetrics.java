// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.Augmentation;
import dev.mars.topic.avro.AugmentationStatus;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Outputs by status, the model in use, and how old what is answered now is. */
final class OutputMetrics {
    private final Map<AugmentationStatus, Counter> outputs;
    private volatile long modelVersion;

    /** Event time; the smallest long before the first. */
    private volatile long now = Long.MIN_VALUE;

    OutputMetrics(MetricGroup group) {
        outputs = JobMetric.OUTPUTS.counters(group, AugmentationStatus.class);
        JobMetric.EVENT_TIME_LAG.gauge(group, this::lag);
        JobMetric.MODEL_VERSION.gauge(group, () -> modelVersion);
    }

    /** From event time to the clock, which only whoever reads the metric looks at. */
    private double lag() {
        long time = now;
        return time == Long.MIN_VALUE || time == Long.MAX_VALUE
                ? Double.NaN
                : System.currentTimeMillis() - time;
    }

    /**
     * @param augmentation null for a user who is not low-active
     */
    void answered(Augmentation augmentation, long version) {
        modelVersion = version;
        outputs.get(OutputFormat.status(augmentation)).inc();
    }

    /** Event time is this now. */
    void passed(long watermark) {
        now = watermark;
    }
}
