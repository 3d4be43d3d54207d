// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.ProfileEvent;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
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
 * that wait by theirs. A timer stands at every time that has something waiting, so versions come
 * into force in order and what is in force at a timer is the answer.
 */
final class ItemJoin extends KeyedCoProcessFunction<String, Arrival, ItemCopy, UserInput>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    static final OutputTag<IndexChange> ITEM_CHANGES =
            new OutputTag<>("item-changes", Types.INDEX_CHANGE);

    private final Epochs epochs;
    private final ItemCopies copies;
    private final TopicSettings topics;

    private transient ValueState<ItemVersion> current;
    private transient MapState<Long, ItemVersion> upcoming;
    private transient MapState<Long, List<Arrival>> waiting;
    private transient DeadLetterOutput deadLetters;
    private transient Counter withoutFeatures;

    /** Milliseconds of event time; read by reporters on threads of their own. */
    private transient volatile double wait;

    ItemJoin(Epochs epochs, ItemCopies copies, TopicSettings topics) {
        this.epochs = epochs;
        this.copies = copies;
        this.topics = topics;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        copies.own(context.getOperatorStateStore(), context.isRestored());
    }

    /** The number of copies stands there already. */
    @Override
    public void snapshotState(FunctionSnapshotContext context) {}

    @Override
    public void open(OpenContext context) throws IOException {
        var state = getRuntimeContext();
        current = state.getState(new ValueStateDescriptor<>("current", Types.ITEM_VERSION));
        upcoming =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "upcoming",
                                org.apache.flink.api.common.typeinfo.Types.LONG,
                                Types.ITEM_VERSION));
        waiting =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "waiting",
                                org.apache.flink.api.common.typeinfo.Types.LONG,
                                new ListTypeInfo<>(Types.ARRIVAL)));
        deadLetters = new DeadLetterOutput(topics, state.getMetricGroup());
        wait = Double.NaN;
        JobMetric.ITEM_JOIN_WAIT.gauge(state.getMetricGroup(), () -> wait);
        withoutFeatures = JobMetric.BEHAVIORS_WITHOUT_FEATURES.counter(state.getMetricGroup());
    }

    @Override
    public void processElement1(Arrival arrival, Context context, Collector<UserInput> out)
            throws Exception {
        long time = arrival.behavior().eventTime();
        if (isInTime(time, arrival.raw(), true, context)) {
            List<Arrival> same = waiting.get(time);
            List<Arrival> all = same == null ? new ArrayList<>(1) : new ArrayList<>(same);
            all.add(arrival);
            waiting.put(time, all);
            context.timerService().registerEventTimeTimer(time);
            long watermark = context.timerService().currentWatermark();
            wait = watermark == Long.MIN_VALUE ? Double.NaN : time - watermark;
        }
    }

    @Override
    public void processElement2(ItemCopy copy, Context context, Collector<UserInput> out)
            throws Exception {
        ItemVersion version = copy.version();
        long time = version.effectiveFrom();
        if (isInTime(time, version.raw(), copy.number() == 0, context)) {
            ItemVersion same = upcoming.get(time);
            if (same == null || ItemVersion.NEWER.compare(version, same) > 0) {
                upcoming.put(time, version);
            }
            context.timerService().registerEventTimeTimer(time);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<UserInput> out)
            throws Exception {
        ItemVersion before = current.value();
        ItemVersion now = upcoming.get(time);
        if (now == null) {
            now = before;
        } else {
            upcoming.remove(time);
            current.update(now);
            boolean first = context.getCurrentKey().equals(now.itemId());
            if (first && now.retired() != (before != null && before.retired())) {
                context.output(
                        ITEM_CHANGES,
                        new IndexChange.OfItem(epochs.of(time), now.itemId(), time, now.retired()));
            }
        }
        List<Arrival> behaviors = waiting.get(time);
        if (behaviors != null) {
            waiting.remove(time);
            BaseFeatures features = now == null ? BaseFeatures.NONE : now.features();
            for (Arrival arrival : behaviors) {
                out.collect(UserInput.of(join(arrival.behavior(), features)));
            }
        }
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
     * Dead-letters what the watermark has passed, which only an idle source can cause.
     *
     * @param first whether this is the record itself, or the first of its copies
     */
    private boolean isInTime(long time, RawRecord raw, boolean first, Context context) {
        TimerService timers = context.timerService();
        if (time > timers.currentWatermark()) {
            return true;
        }
        if (raw == null) {
            throw new IllegalStateException(
                    "an element at "
                            + time
                            + " came behind the watermark "
                            + timers.currentWatermark()
                            + " although mars.idleness is off; this is"
                            + " a bug in the sources' watermarks, please report it");
        }
        if (first) {
            context.output(
                    Gate.DEAD_LETTERS,
                    deadLetters.of(raw, Gate.behindWatermark(time, timers.currentWatermark())));
        }
        return false;
    }
}
