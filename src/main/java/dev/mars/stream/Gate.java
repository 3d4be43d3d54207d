// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.apache.flink.api.common.typeinfo.Types.INT;
import static org.apache.flink.api.common.typeinfo.Types.LONG;
import static org.apache.flink.api.common.typeinfo.Types.STRING;
import static org.apache.flink.api.common.typeinfo.Types.TUPLE;

import dev.mars.stream.wire.Types;
import dev.mars.topic.Inbound;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The first stage after a source: decides which records are in time and sends the rest to the dead
 * letters.
 *
 * <p>A record is LATE if it lies further behind the newest event time of its own partition than the
 * out-of-orderness bound. Other partitions, the watermark and the clock have no say, so a replay,
 * which reads partitions in another interleaving, judges every record as the live job did.
 *
 * <p>State: the progress of each partition, in union list state merged by maximum, since a
 * partition may come back on another subtask and Flink checkpoints no watermark; and beside it the
 * time before which records were LATE already. A job that is restored with a larger bound takes
 * none of those, as the operators after this one have passed them. And the number of partitions
 * that it knows ({@link InputTopic}).
 *
 * @param <T> what the topic carries
 * @param <O> what goes on
 */
abstract class Gate<T, O> extends ProcessFunction<Inbound<T>, O> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    static final OutputTag<Outgoing> DEAD_LETTERS = new OutputTag<>("dead-letters", Types.OUTGOING);

    private final long outOfOrderness;
    private final InputTopic topic;
    private final TopicSettings topics;

    private transient Map<Partition, Long> progress;
    private transient Set<Partition> own;
    private transient boolean restored;
    private transient Map<Partition, Long> closed;
    private transient ListState<Tuple3<String, Integer, Long>> progressState;
    private transient ListState<Tuple3<String, Integer, Long>> closedState;
    private transient DeadLetterOutput deadLetters;

    private record Partition(String topic, int number) implements Comparable<Partition> {
        @Override
        public int compareTo(Partition other) {
            int order = topic.compareTo(other.topic);
            return order != 0 ? order : Integer.compare(number, other.number);
        }
    }

    /**
     * @param outOfOrderness milliseconds
     */
    Gate(long outOfOrderness, InputTopic topic, TopicSettings topics) {
        this.outOfOrderness = outOfOrderness;
        this.topic = topic;
        this.topics = topics;
    }

    /** Hands on a record that is in time. */
    abstract void admit(Inbound<T> inbound, Context context, Collector<O> out);

    /**
     * Hands on a tombstone.
     *
     * @param time event time at which it takes effect
     */
    abstract void admitTombstone(Inbound<T> inbound, long time, Context context, Collector<O> out);

    @Override
    public void open(OpenContext context) throws IOException {
        deadLetters = new DeadLetterOutput(topics, getRuntimeContext().getMetricGroup());
    }

    @Override
    public final void processElement(Inbound<T> inbound, Context context, Collector<O> out) {
        RawRecord raw = inbound.raw();
        topic.require(raw.partition());
        Partition partition = new Partition(raw.topic(), raw.partition());
        long newest = progress.getOrDefault(partition, Long.MIN_VALUE);
        long watermark = context.timerService().currentWatermark();
        long earliest = earliest(partition);
        boolean late = inbound.time() < earliest;
        switch (inbound.kind()) {
            case REJECTED -> reject(raw, inbound.rejection(), context);
            case TOMBSTONE -> {
                long time = late ? newest + 1 : inbound.time();
                admitTombstone(inbound, Math.max(time, after(watermark)), context, out);
            }
            case HEARTBEAT, ENDED -> {}
            case ASSIGNED -> own.add(partition);
            case VALUE -> {
                if (late) {
                    reject(raw, late(inbound, newest, earliest), context);
                } else if (inbound.time() <= watermark) {
                    reject(raw, behindWatermark(inbound.time(), watermark), context);
                } else {
                    admit(inbound, context, out);
                }
            }
        }
        if (inbound.movesProgress() && inbound.time() > newest) {
            progress.put(partition, inbound.time());
        }
    }

    /**
     * The watermark that the progress of this subtask's partitions allows: none of them can have a
     * record at or before it that is not LATE.
     *
     * @return {@link Long#MIN_VALUE} while it has no partition, or one that has shown nothing yet
     */
    final long watermark() {
        long slowest = Long.MAX_VALUE;
        for (Partition partition : own) {
            slowest = Math.min(slowest, earliest(partition));
        }
        return own.isEmpty() || slowest == Long.MIN_VALUE ? Long.MIN_VALUE : slowest - 1;
    }

    /** The earliest time at which a record of the partition is not LATE. */
    private long earliest(Partition partition) {
        Long newest = progress.get(partition);
        return newest == null
                ? Long.MIN_VALUE
                : Math.max(newest - outOfOrderness, closed.getOrDefault(partition, Long.MIN_VALUE));
    }

    /** Whether it goes on from a checkpoint that had seen records. */
    final boolean isRestored() {
        return restored;
    }

    private static long after(long watermark) {
        return watermark == Long.MAX_VALUE ? watermark : watermark + 1;
    }

    private Rejection late(Inbound<T> inbound, long newest, long earliest) {
        return new Rejection(
                Reason.LATE,
                "event time is "
                        + inbound.time()
                        + ", partition "
                        + inbound.raw().partition()
                        + " had come to "
                        + newest
                        + "; a record may lie at most "
                        + outOfOrderness
                        + " ms behind it, here from "
                        + earliest
                        + " on. Raise the out-of-orderness, or produce in event-time order");
    }

    static Rejection behindWatermark(long time, long watermark) {
        return new Rejection(
                Reason.BEHIND_WATERMARK,
                "event time is "
                        + time
                        + ", the watermark had come to "
                        + watermark
                        + " while this partition was idle or unknown; a record must lie after it."
                        + " Turn mars.idleness off and let producers write heartbeats");
    }

    void reject(RawRecord raw, Rejection rejection, Context context) {
        context.output(DEAD_LETTERS, deadLetters.of(raw, rejection));
    }

    @Override
    public final void initializeState(FunctionInitializationContext context) throws Exception {
        topic.own(context.getOperatorStateStore());
        progressState = times("progress", context);
        closedState = times("closed", context);
        own = new TreeSet<>();
        progress = read(progressState);
        closed = read(closedState);
        restored = !progress.isEmpty();
    }

    private static ListState<Tuple3<String, Integer, Long>> times(
            String name, FunctionInitializationContext context) throws Exception {
        return context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>(name, TUPLE(STRING, INT, LONG)));
    }

    private static Map<Partition, Long> read(ListState<Tuple3<String, Integer, Long>> state)
            throws Exception {
        Map<Partition, Long> times = new TreeMap<>();
        for (Tuple3<String, Integer, Long> entry : state.get()) {
            times.merge(new Partition(entry.f0, entry.f1), entry.f2, Math::max);
        }
        return times;
    }

    @Override
    public final void snapshotState(FunctionSnapshotContext context) throws Exception {
        progressState.clear();
        closedState.clear();
        for (Map.Entry<Partition, Long> entry : progress.entrySet()) {
            Partition partition = entry.getKey();
            String topic = partition.topic();
            progressState.add(Tuple3.of(topic, partition.number(), entry.getValue()));
            closedState.add(Tuple3.of(topic, partition.number(), earliest(partition)));
        }
    }
}
