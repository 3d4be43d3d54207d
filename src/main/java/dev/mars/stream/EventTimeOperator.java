// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * A keyed operator whose elements wait for the watermark to reach their event time, and are then
 * taken in the order of their times.
 *
 * <p>Most wait a second or so, and to put each into keyed state with a timer of its own, and to
 * take both out again, costs more than all that is done with it. So they wait on the heap, and go
 * to keyed state only when a checkpoint finds them waiting, or when there are too many. A
 * checkpoint so has all that waits, in the layout that it had when nothing waited on the heap.
 *
 * <p>One key's elements of one time are taken together, wherever they wait; where timers come
 * first, those in keyed state before those on the heap. A watermark is passed on once all that
 * waits up to it has been taken, and a timer is never behind an element of a later time: before
 * elements are taken at t, all timers before t fire.
 *
 * @param <E> what waits
 */
abstract class EventTimeOperator<E, O> extends AbstractStreamOperator<O>
        implements Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;

    private final String timerService;
    private final int mostOnHeap;

    private transient TreeMap<Long, List<Waiting<E>>> onHeap;
    private transient int heapSize;
    private transient InternalTimerService<VoidNamespace> timers;

    /** No element waits in keyed state beyond this time. */
    private transient long storedUpTo;

    /**
     * Keyed state is asked for elements of a time only if some may be there: at these times of all
     * keys, and up to the other one, as it is not known what waited when the job was restored, nor
     * of more than so many elements.
     */
    private transient TreeSet<Long> storedTimes;

    private transient long askedUpTo;

    private transient ListState<Long> storedUpToState;

    private record Waiting<E>(String key, E element) {}

    /**
     * @param timerService name of its timers, part of the state contract
     * @param mostOnHeap elements that wait on the heap at most, 1 or more
     */
    EventTimeOperator(String timerService, int mostOnHeap) {
        this.timerService = timerService;
        this.mostOnHeap = mostOnHeap;
    }

    /** Puts elements of a time into the current key's state, behind those that are there. */
    abstract void store(long time, List<E> elements) throws Exception;

    /** Takes the current key's elements of a time out of its state; none is an empty list. */
    abstract List<E> takeStored(long time) throws Exception;

    /**
     * The watermark has reached a time of the current key: that of elements, or of a timer, or of
     * both. May come twice for one time: the second time without elements or, where timers come
     * first, with those that waited on the heap.
     */
    abstract void due(long time, List<E> elements) throws Exception;

    /** Whether timers at a time fire before its elements are taken, and not after. */
    boolean timersComeFirst() {
        return false;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        storedUpToState =
                context.getOperatorStateStore()
                        .getUnionListState(new ListStateDescriptor<>("stored-up-to", Types.LONG));
        storedUpTo = Long.MIN_VALUE;
        boolean known = false;
        for (long time : storedUpToState.get()) {
            storedUpTo = Math.max(storedUpTo, time);
            known = true;
        }
        if (context.isRestored() && !known) {
            // By a build that did not say.
            storedUpTo = Long.MAX_VALUE;
        }
        askedUpTo = storedUpTo;
        storedTimes = new TreeSet<>();
        onHeap = new TreeMap<>();
        heapSize = 0;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService(timerService, VoidNamespaceSerializer.INSTANCE, this);
    }

    /** Lets an element of the current key wait; its time is beyond the watermark. */
    final void await(long time, E element) throws Exception {
        if (heapSize >= mostOnHeap) {
            makeRoom();
        }
        onHeap.computeIfAbsent(time, t -> new ArrayList<>(1))
                .add(new Waiting<>((String) getCurrentKey(), element));
        heapSize++;
    }

    /**
     * The latest wait longest. They go by half a heap, so that a list in state is not read and
     * written anew for each.
     */
    private void makeRoom() throws Exception {
        Object key = getCurrentKey();
        while (heapSize > mostOnHeap / 2) {
            Map.Entry<Long, List<Waiting<E>>> last = onHeap.pollLastEntry();
            heapSize -= last.getValue().size();
            byKey(last.getValue(), elements -> keep(last.getKey(), elements));
        }
        setCurrentKey(key);
    }

    private void keep(long time, List<E> elements) throws Exception {
        store(time, elements);
        setTimer(time);
        storedUpTo = Math.max(storedUpTo, time);
        if (storedTimes.size() < mostOnHeap) {
            storedTimes.add(time);
        } else {
            askedUpTo = Math.max(askedUpTo, time);
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        long until = watermark.getTimestamp();
        while (!onHeap.isEmpty() && onHeap.firstKey() <= until) {
            Map.Entry<Long, List<Waiting<E>>> first = onHeap.pollFirstEntry();
            long time = first.getKey();
            fireTimers(timersComeFirst() ? time : time - 1);
            heapSize -= first.getValue().size();
            take(time, first.getValue());
        }
        super.processWatermark(watermark);
        storedTimes.headSet(until, true).clear();
    }

    private void fireTimers(long until) throws Exception {
        timeServiceManager.advanceWatermark(new Watermark(until));
    }

    private void take(long time, List<Waiting<E>> all) throws Exception {
        byKey(
                all,
                waiting -> {
                    List<E> elements = new ArrayList<>(takeIfStored(time));
                    elements.addAll(waiting);
                    due(time, elements);
                });
    }

    /** Gives each key's elements together, in the order in which they came. */
    private void byKey(List<Waiting<E>> all, ThrowingConsumer<List<E>, Exception> sink)
            throws Exception {
        if (all.size() > 1) {
            all.sort(Comparator.comparing(Waiting::key));
        }
        for (int i = 0; i < all.size(); ) {
            String key = all.get(i).key();
            setCurrentKey(key);
            List<E> elements = new ArrayList<>(1);
            for (; i < all.size() && all.get(i).key().equals(key); i++) {
                elements.add(all.get(i).element());
            }
            sink.accept(elements);
        }
    }

    private List<E> takeIfStored(long time) throws Exception {
        boolean ask = time <= askedUpTo || storedTimes.contains(time);
        return ask ? takeStored(time) : List.of();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        due(timer.getTimestamp(), takeIfStored(timer.getTimestamp()));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no processing-time timer is ever set");
    }

    /**
     * Not with the snapshot itself: timers that are kept on the heap are written before that. All
     * of a key and time at once: a list in state is read and written whole, and where event times
     * are days, thousands share one.
     */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        for (Map.Entry<Long, List<Waiting<E>>> entry : onHeap.entrySet()) {
            byKey(entry.getValue(), elements -> keep(entry.getKey(), elements));
        }
        onHeap.clear();
        heapSize = 0;
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        storedUpToState.update(List.of(storedUpTo));
        super.snapshotState(context);
    }

    final void setTimer(long time) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
    }

    final void deleteTimer(long time) {
        timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, time);
    }

    final long watermark() {
        return timers.currentWatermark();
    }

    final void emit(O value, long time) {
        output.collect(new StreamRecord<>(value, time));
    }
}
