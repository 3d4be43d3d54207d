// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.ProfileEvent;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicSettings;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Temporal join, keyed by item: a behaviour at t meets the newest item version that is effective at
 * or before t, once the watermark has reached t and no older version can come any more. Without one
 * it goes on without features and is counted.
 *
 * <p>An item has one key, or several copies ({@link ItemCopies}); the first speaks for the item
 * where it concerns others.
 *
 * <p>State per key: the version in force, the versions to come by their time, and the behaviours
 * that wait by theirs, as far as a checkpoint has found them waiting. A timer stands at every time
 * that has something in state, so versions come into force in order, and what is in force once the
 * timers of a time have fired is the answer.
 */
final class ItemJoin extends EventTimeOperator<Arrival, UserInput>
        implements TwoInputStreamOperator<Arrival, ItemCopy, UserInput> {
    private static final long serialVersionUID = 1L;

    /** The second input, as Flink counts. */
    private static final int ITEMS = 1;

    /** Some 25 MB of behaviours. */
    private static final int MOST_ON_HEAP = 100_000;

    static final OutputTag<IndexChange> ITEM_CHANGES =
            new OutputTag<>("item-changes", Types.INDEX_CHANGE);

    private final Epochs epochs;
    private final ItemCopies copies;
    private final TopicSettings topics;

    /** How far the watermark had come when the job was restored: that begins anew. */
    private transient long passed;

    private transient ListState<Long> passedState;
    private transient ValueState<ItemVersion> current;
    private transient RecentVersions recent;
    private transient MapState<Long, ItemVersion> upcoming;
    private transient TimedLists<Arrival> waiting;
    private transient DeadLetterOutput deadLetters;
    private transient Counter withoutFeatures;

    /** Milliseconds of event time; read by reporters on threads of their own. */
    private transient volatile long newest;

    ItemJoin(Epochs epochs, ItemCopies copies, TopicSettings topics) {
        super("user-timers", MOST_ON_HEAP);
        this.epochs = epochs;
        this.copies = copies;
        this.topics = topics;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        copies.own(context.getOperatorStateStore(), context.isRestored());
        passedState =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(
                                        "passed", org.apache.flink.api.common.typeinfo.Types.LONG));
        passed = Long.MIN_VALUE;
        for (long watermark : passedState.get()) {
            passed = Math.max(passed, watermark);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        long now = watermark();
        // At its end a job has passed all times; one that goes on from there has not.
        passedState.update(List.of(now == Long.MAX_VALUE ? passed : Math.max(passed, now)));
        super.snapshotState(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        var state = getRuntimeContext();
        current = state.getState(new ValueStateDescriptor<>("current", Types.ITEM_VERSION));
        recent = new RecentVersions();
        upcoming =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "upcoming",
                                org.apache.flink.api.common.typeinfo.Types.LONG,
                                Types.ITEM_VERSION));
        waiting = new TimedLists<>("waiting", Types.ARRIVAL, getRuntimeContext());
        deadLetters = new DeadLetterOutput(topics, getMetricGroup());
        newest = Long.MIN_VALUE;
        JobMetric.ITEM_JOIN_WAIT.gauge(getMetricGroup(), this::waitOfNewest);
        withoutFeatures = JobMetric.BEHAVIORS_WITHOUT_FEATURES.counter(getMetricGroup());
    }

    @Override
    public void processElement1(StreamRecord<Arrival> element) throws Exception {
        Arrival arrival = element.getValue();
        long time = arrival.behavior().eventTime();
        if (isInTime(time, arrival.raw(), true)) {
            await(time, arrival.withoutRaw());
            newest = Math.max(newest, time);
        }
    }

    @Override
    public void processElement2(StreamRecord<ItemCopy> element) throws Exception {
        ItemVersion version = element.getValue().version();
        long time = version.effectiveFrom();
        if (isInTime(time, version.raw(), element.getValue().number() == 0)) {
            ItemVersion same = upcoming.get(time);
            if (same == null || ItemVersion.NEWER.compare(version, same) > 0) {
                upcoming.put(time, version.withoutRaw());
            }
            setTimer(time);
        }
    }

    /**
     * Idle items hold nothing back. Idle behaviours do: without them there is nothing to answer,
     * and the items' watermark alone would pass what they bring when they go on. So this operator
     * never is idle itself, and all behind it wait for it.
     */
    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
        if (input == ITEMS) {
            super.processWatermarkStatus(status, input);
        }
    }

    private double waitOfNewest() {
        long watermark = watermark();
        return watermark == Long.MIN_VALUE || newest == Long.MIN_VALUE
                ? Double.NaN
                : Math.max(0.0, newest - watermark);
    }

    @Override
    void store(long time, List<Arrival> arrivals) throws Exception {
        waiting.add(time, arrivals);
    }

    @Override
    List<Arrival> takeStored(long time) throws Exception {
        return waiting.take(time);
    }

    /** A version is in force for behaviours of its own time, and only timers bring versions. */
    @Override
    boolean timersComeFirst() {
        return true;
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        comeIntoForce(timer.getTimestamp());
        super.onEventTime(timer);
    }

    private void comeIntoForce(long time) throws Exception {
        ItemVersion now = upcoming.get(time);
        if (now == null) {
            return;
        }
        ItemVersion before = inForce();
        upcoming.remove(time);
        current.update(now);
        recent.put((String) getCurrentKey(), now);
        boolean first = getCurrentKey().equals(now.itemId());
        if (first && now.retired() != (before != null && before.retired())) {
            var change = new IndexChange.OfItem(epochs.of(time), now.itemId(), time, now.retired());
            output.collect(ITEM_CHANGES, new StreamRecord<>(change, time));
        }
    }

    @Override
    void due(long time, List<Arrival> behaviors) throws Exception {
        if (behaviors.isEmpty()) {
            return;
        }
        ItemVersion version = inForce();
        BaseFeatures features = version == null ? BaseFeatures.NONE : version.features();
        for (Arrival arrival : behaviors) {
            emit(UserInput.of(join(arrival.behavior(), features)), time);
        }
    }

    /** The current key's version in force, or null. */
    private ItemVersion inForce() throws Exception {
        String key = (String) getCurrentKey();
        ItemVersion version = recent.get(key);
        if (version == null) {
            version = current.value();
            if (version != null) {
                recent.put(key, version);
            }
        }
        return version;
    }

    private ProfileEvent join(Behavior behavior, BaseFeatures features) {
        if (features.isEmpty()) {
            withoutFeatures.inc();
        }
        return new ProfileEvent(
                behavior.userId(),
                behavior.itemId(),
                behavior.action(),
                behavior.eventTime(),
                behavior.rating(),
                features);
    }

    /**
     * Dead-letters what the watermark has passed, also before a restore, which only an idle source
     * can cause. Where none may be idle there is no record to write, and the job fails: to take it
     * would give an output that no replay gives.
     *
     * @param first whether this is the record itself, or the first of its copies
     */
    private boolean isInTime(long time, RawRecord raw, boolean first) {
        long watermark = Math.max(passed, watermark());
        if (time > watermark) {
            return true;
        }
        if (raw == null) {
            throw new RefusedState(
                    "an element at "
                            + time
                            + " came behind the watermark "
                            + watermark
                            + " although mars.idleness is off. If the restored state was made with"
                            + " it, turn it on again; else this is a bug in the sources'"
                            + " watermarks, please report it");
        }
        if (first) {
            output.collect(
                    Gate.DEAD_LETTERS,
                    new StreamRecord<>(deadLetters.of(raw, Gate.behindWatermark(time, watermark))));
        }
        return false;
    }
}
