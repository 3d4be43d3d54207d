// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Every metric of the job, and the only place that registers one: what is not in this list does not
 * exist. Alerts and dashboards go by the names, so a name may be added, never changed.
 *
 * <p>A name ends in its unit where it has one, such as {@code Ms} or {@code Bytes}; counters are
 * named for what they count.
 */
public enum JobMetric {
    REQUESTS(
            Kind.COUNTER,
            "requests",
            "requests",
            null,
            "user profiler",
            "Outputs that were asked for: one for each user and event time at which they acted or were"
                    + " erased."),
    OUTPUTS(
            Kind.COUNTER,
            "outputs",
            "records",
            "status",
            Where.OUTPUT,
            "Outputs, by why there is or is not an augmentation. Erasures do not count."),
    DEAD_LETTERS(
            Kind.COUNTER,
            "deadLetters",
            "records",
            "reason",
            "behavior gate, item gate, item join, model gate",
            "Records that could not be used, LATE ones included."),
    BEHAVIORS_WITHOUT_FEATURES(
            Kind.COUNTER,
            "behaviorsWithoutFeatures",
            "records",
            null,
            "item join",
            "Behaviours whose item had no version in force, or one without any vector."),
    ITEM_JOIN_WAIT(
            Kind.GAUGE,
            "itemJoinWaitMs",
            "milliseconds of event time",
            null,
            "item join",
            "From the watermark to the newest behaviour: what must pass before its item's version"
                    + " is certain. Not a number before the first of either."),
    TIER_CHANGES(
            Kind.COUNTER,
            "tierChanges",
            "users",
            "tier",
            "user profiler",
            "Users who came to a tier from another one. Many of the same users, up and down: the"
                    + " hysteresis is too narrow."),
    MODELS_ACCEPTED(
            Kind.COUNTER,
            "modelsAccepted",
            "models",
            null,
            "model gate",
            "Models let in; at the first start of a job those of the topic's history too."),
    MODELS_REFUSED(
            Kind.COUNTER,
            "modelsRefused",
            "models",
            "reason",
            "model gate",
            "Models refused, and records of the model topic that are none. A replay may use a model"
                    + " that this run refused as too late: look into each."),
    MODEL_VERSION(
            Kind.GAUGE,
            "modelVersion",
            "version",
            null,
            Where.OUTPUT,
            "Version of the model that the last output used; 0 before the first."),
    AUGMENTATION_TIME(
            Kind.HISTOGRAM,
            "augmentationUs",
            "microseconds",
            null,
            Where.INDEX,
            "Time to find a request's donors and to condense their items, in shards to find them; of"
                    + " the last thousand."),
    EVENT_TIME_LAG(
            Kind.GAUGE,
            "eventTimeLagMs",
            "milliseconds",
            null,
            Where.OUTPUT,
            "From the watermark to the clock, when it is read: how old what is answered now is. Not a"
                    + " number before the first watermark and after the last."),
    DONORS(Kind.GAUGE, "donors", "users", null, Where.INDEX, "Donors in the index."),
    HELD_ITEMS(
            Kind.GAUGE,
            "heldItems",
            "items",
            null,
            Where.ITEMS,
            "Distinct items that the donors in the index hold."),
    INDEX_BYTES(
            Kind.GAUGE,
            "indexBytes",
            "bytes",
            null,
            Where.INDEX + ", request planner",
            "Heap that the index takes, by its own account; counted anew when the number of donors"
                    + " has changed by a hundredth."),
    INDEX_AGE(
            Kind.GAUGE,
            "indexAgeMs",
            "milliseconds of event time",
            null,
            Where.INDEX,
            "From the end of the last epoch that changed the index to the watermark."),
    REPROJECTION(
            Kind.GAUGE,
            "reprojectionMs",
            "milliseconds",
            null,
            Where.INDEX,
            "What it took to put the index into the space of the model in use; nothing is answered"
                    + " meanwhile."),
    ITEM_RECALL(
            Kind.GAUGE,
            "itemRecall",
            "share, 0 to 1",
            null,
            Where.ITEMS,
            "Share of the items truly nearest to own items that searches find, sampled; not a"
                    + " number before the first sample."),
    DONOR_RECALL(
            Kind.GAUGE,
            "donorRecall",
            "share, 0 to 1",
            null,
            Where.INDEX,
            "The same of the donors nearest to users.");

    /** What becomes of a metric's value. */
    public enum Kind {
        /** Rises from 0 at each start of a task. */
        COUNTER,
        /** Is what it is now. */
        GAUGE,
        /** Quantiles of recent values. */
        HISTOGRAM
    }

    /** A constant of an enum cannot name one of its own before it is there. */
    private static final class Where {
        static final String AUGMENTER = "sequence augmenter";
        static final String INDEX = AUGMENTER + "; sharded: donor shards";
        static final String ITEMS = AUGMENTER + "; sharded: request planner";
        static final String OUTPUT = AUGMENTER + "; sharded: answer merger";
    }

    private static final int RECENT = 1_000;

    private final Kind kind;
    private final String title;
    private final String unit;
    private final String label;
    private final String operators;
    private final String meaning;

    JobMetric(
            Kind kind, String title, String unit, String label, String operators, String meaning) {
        this.kind = kind;
        this.title = title;
        this.unit = unit;
        this.label = label;
        this.operators = operators;
        this.meaning = meaning;
    }

    /** A counter without a label. */
    Counter counter(MetricGroup operator) {
        require(kind == Kind.COUNTER && label == null, "a counter without a label");
        return operator.counter(title);
    }

    /**
     * A counter for each value of the label. All are there from the start: a rate begins at the
     * second sample of a series, and would not see the first record of a counter that comes with
     * it.
     */
    <E extends Enum<E>> Map<E, Counter> counters(MetricGroup operator, Class<E> values) {
        require(kind == Kind.COUNTER && label != null, "a counter with a label");
        Map<E, Counter> counters = new EnumMap<>(values);
        for (E value : values.getEnumConstants()) {
            counters.put(value, operator.addGroup(label, value.name()).counter(title));
        }
        return counters;
    }

    /**
     * @param value is asked by threads other than the task's
     */
    void gauge(MetricGroup operator, Gauge<? extends Number> value) {
        require(kind == Kind.GAUGE, "a gauge");
        operator.gauge(title, value);
    }

    /** Of the last {@value #RECENT} values. */
    Histogram histogram(MetricGroup operator) {
        require(kind == Kind.HISTOGRAM, "a histogram");
        return operator.histogram(title, new DescriptiveStatisticsHistogram(RECENT));
    }

    private void require(boolean is, String what) {
        if (!is) {
            throw new IllegalArgumentException(title + " is not " + what + ", see JobMetric");
        }
    }

    /** As Flink knows it. */
    public String title() {
        return title;
    }

    /** As Flink's Prometheus reporter writes it. */
    public String prometheusName() {
        return "flink_taskmanager_job_task_operator_" + (label == null ? "" : label + "_") + title;
    }

    public Kind kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    /** Null if there is none. */
    public String label() {
        return label;
    }

    /** Names of the operators that have it. */
    public String operators() {
        return operators;
    }

    public String meaning() {
        return meaning;
    }
}
