// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.DonorUpdate;
import dev.mars.profile.EventSequence;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.HoldingChange;
import dev.mars.retrieval.ShardDonor;
import dev.mars.stream.wire.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps every donor, keyed by user, and says at the end of an epoch what it has made of them: to
 * their shard the donor, and to the ledger how their hold on items has changed.
 *
 * <p>State per donor: events and evidence, and the updates that wait for the end of their epoch, at
 * which a timer stands.
 */
final class DonorFold extends KeyedProcessFunction<String, IndexChange, ShardChange> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<LedgerChange> OF_ITEMS =
            new OutputTag<>("holding-changes", Types.LEDGER_CHANGE);

    private final Epochs epochs;
    private final int length;

    private transient ValueState<Donor> donors;
    private transient MapState<Long, IndexChange> waiting;

    /**
     * @param length positives that are kept of a donor
     */
    DonorFold(Epochs epochs, int length) {
        this.epochs = epochs;
        this.length = length;
    }

    @Override
    public void open(OpenContext context) {
        var state = getRuntimeContext();
        donors = state.getState(new ValueStateDescriptor<>("donor", Types.DONOR));
        waiting =
                state.getMapState(
                        new MapStateDescriptor<>(
                                "waiting",
                                org.apache.flink.api.common.typeinfo.Types.LONG,
                                Types.INDEX_CHANGE));
    }

    @Override
    public void processElement(IndexChange change, Context context, Collector<ShardChange> out)
            throws Exception {
        long epoch = ((IndexChange.OfDonor) change).epoch();
        waiting.put(epoch, change);
        context.timerService().registerEventTimeTimer(epochs.last(epoch));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<ShardChange> out)
            throws Exception {
        long epoch = epochs.of(time);
        DonorUpdate update = ((IndexChange.OfDonor) waiting.get(epoch)).update();
        waiting.remove(epoch);
        Donor before = donors.value();
        Donor after =
                update.kind() == DonorUpdate.Kind.REMOVE
                        ? null
                        : Donor.after(before, update, length);
        if (after == null) {
            donors.clear();
        } else {
            donors.update(after);
        }
        String userId = update.userId();
        for (HoldingChange change :
                HoldingChange.between(
                        userId,
                        before == null ? EventSequence.NONE : before.events(),
                        after == null ? EventSequence.NONE : after.events())) {
            context.output(OF_ITEMS, new LedgerChange.OfHolding(epoch, change));
        }
        int by = (after == null ? 0 : 1) - (before == null ? 0 : 1);
        if (by != 0) {
            context.output(OF_ITEMS, new LedgerChange.OfDonors(epoch, by));
        }
        if (before != null || after != null) {
            out.collect(
                    new ShardChange(epoch, userId, after == null ? null : ShardDonor.of(after)));
        }
    }
}
