// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.HeldItem;
import dev.mars.retrieval.HolderSample;
import dev.mars.retrieval.Holding;
import dev.mars.retrieval.HoldingChange;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Knows of every item who holds it, over all donors, keyed by item; and, under a key of its own,
 * how many donors there are. At the end of an epoch it tells everyone what has become of each item
 * that the epoch touched, even if it has come out as it was: a shard may have dropped the item and
 * taken it up again in between.
 *
 * <p>Those it tells keep this in memory only. So after a restore it tells them all it knows once
 * more, before its first watermark, without which nobody answers anything; at a checkpoint they
 * have all folded what it had told them (see {@link EpochQueue}), so that is what they knew.
 *
 * <p>State per item: holders, their number and the latest of their events, the first of them by the
 * order of sampling, whether the item is retired, and by epoch the changes that wait for its end. A
 * change writes what it changes: a holder, and some bytes of the item.
 */
final class ItemLedger extends AbstractStreamOperator<Notice>
        implements OneInputStreamOperator<LedgerChange, Notice>, Triggerable<String, Long> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<HeldItem> ITEM =
            new ValueStateDescriptor<>("item", Types.HELD_ITEM);

    private final Epochs epochs;
    private final int sampled;

    private transient InternalTimerService<Long> timers;
    private transient ValueState<HeldItem> items;
    private transient ValueState<HolderSample> samples;
    private transient MapState<String, Holding> holders;
    private transient boolean hasToTell;

    /**
     * @param sampled holders of an item that are walked at most
     */
    ItemLedger(Epochs epochs, int sampled) {
        this.epochs = epochs;
        this.sampled = sampled;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        // Later, as nothing may be emitted before the operator runs.
        hasToTell = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("epoch-ends", LongSerializer.INSTANCE, this);
        items = getPartitionedState(ITEM);
        samples = getPartitionedState(new ValueStateDescriptor<>("sample", Types.HOLDER_SAMPLE));
        holders =
                getPartitionedState(
                        new MapStateDescriptor<>(
                                "holders",
                                org.apache.flink.api.common.typeinfo.Types.STRING,
                                Types.HOLDING));
    }

    @Override
    public void processElement(StreamRecord<LedgerChange> element) throws Exception {
        tellAll();
        LedgerChange change = element.getValue();
        waiting(change.epoch()).add(change);
        timers.registerEventTimeTimer(change.epoch(), epochs.last(change.epoch()));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        tellAll();
        super.processWatermark(watermark);
    }

    /** Whoever restores from the coming checkpoint is told again; until then it must be known. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        tellAll();
    }

    @Override
    public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
        long epoch = timer.getNamespace();
        ListState<LedgerChange> waiting = waiting(epoch);
        List<LedgerChange> changes = new ArrayList<>();
        waiting.get().forEach(changes::add);
        waiting.clear();
        HeldItem before = items.value() == null ? HeldItem.UNKNOWN : items.value();
        if (timer.getKey().equals(LedgerChange.NO_ITEM)) {
            int count = before.holders();
            for (LedgerChange change : changes) {
                count += ((LedgerChange.OfDonors) change).by();
            }
            items.update(new HeldItem(count, null, false));
            output.collect(new StreamRecord<>(new Notice.OfDonors(epoch, count)));
        } else {
            fold(timer.getKey(), epoch, before, changes);
        }
    }

    private void fold(String itemId, long epoch, HeldItem before, List<LedgerChange> changes)
            throws Exception {
        List<HoldingChange> ofHolders = new ArrayList<>();
        List<LedgerChange.OfRetirement> retirements = new ArrayList<>();
        for (LedgerChange change : changes) {
            if (change instanceof LedgerChange.OfHolding holding) {
                ofHolders.add(holding.change());
                write(holding.change());
            } else {
                retirements.add((LedgerChange.OfRetirement) change);
            }
        }
        retirements.sort(Comparator.comparing(LedgerChange.OfRetirement::time));
        HeldItem item = before.after(ofHolders, all());
        for (LedgerChange.OfRetirement retirement : retirements) {
            item = item.retired(retirement.retired());
        }
        HolderSample known = known();
        HolderSample sample = known.after(itemId, ofHolders, item.holders(), sampled, all());
        if (sample != known) {
            samples.update(sample);
        }
        if (item.equals(HeldItem.UNKNOWN)) {
            items.clear();
        } else {
            items.update(item);
        }
        output.collect(
                new StreamRecord<>(
                        new Notice.OfItem(epoch, item.summary(itemId, sample, sampled))));
    }

    /** The current item's sample as it was last kept. */
    private HolderSample known() throws Exception {
        HolderSample sample = samples.value();
        return sample == null ? HolderSample.ALL : sample;
    }

    private void write(HoldingChange change) throws Exception {
        if (change.after() == null) {
            holders.remove(change.userId());
        } else {
            holders.put(change.userId(), change.after());
        }
    }

    private Supplier<Iterable<Map.Entry<String, Holding>>> all() {
        return () -> {
            try {
                return holders.entries();
            } catch (Exception e) {
                throw new FlinkRuntimeException("the holders of an item cannot be read", e);
            }
        };
    }

    private ListState<LedgerChange> waiting(long epoch) throws Exception {
        return getPartitionedState(
                epoch,
                LongSerializer.INSTANCE,
                new ListStateDescriptor<>("waiting", Types.LEDGER_CHANGE));
    }

    private void tellAll() throws Exception {
        if (!hasToTell) {
            return;
        }
        hasToTell = false;
        Object key = getCurrentKey();
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        ITEM,
                        (itemId, state) -> tell((String) itemId, state.value()));
        if (key != null) {
            setCurrentKey(key);
        }
    }

    private void tell(String itemId, HeldItem item) throws Exception {
        if (itemId.equals(LedgerChange.NO_ITEM)) {
            output.collect(
                    new StreamRecord<>(new Notice.OfDonors(Notice.BEFORE_ALL, item.holders())));
        } else if (item.holders() > 0) {
            // The number that is sampled may be another one since.
            HolderSample sample = known().after(itemId, List.of(), item.holders(), sampled, all());
            output.collect(
                    new StreamRecord<>(
                            new Notice.OfItem(
                                    Notice.BEFORE_ALL, item.summary(itemId, sample, sampled))));
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, Long> timer) {
        throw new IllegalStateException("no processing-time timer is ever set");
    }
}
