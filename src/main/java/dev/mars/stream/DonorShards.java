// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.DonorShard;
import dev.mars.retrieval.ShardAnswer;
import dev.mars.retrieval.ShardDonor;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The shards: each subtask answers every plan from the donors that it has, keyed by user.
 *
 * <p>It keeps the order of the {@link SequenceAugmenter}: plans of an epoch, then the changes that
 * become visible at its end, then plans of the next one. Changes and plans wait in memory, until
 * the watermark says that all are here; none waits at a checkpoint.
 *
 * <p>State per user: the donor. Broadcast state: see {@link ModelBook}. The shard's index is
 * derived from the donors, and from what the {@link ItemLedger} tells of the items that they hold,
 * when the first epoch ends.
 */
final class DonorShards extends AbstractStreamOperator<AnswerPart>
        implements TwoInputStreamOperator<ShardChange, Notice, AnswerPart> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<ShardDonor> DONOR =
            new ValueStateDescriptor<>("donor", Types.SHARD_DONOR);

    private final AugmenterSettings settings;

    private transient ModelBook models;
    private transient IndexChange.OfModel aligned;
    private transient DonorShard shard;
    private transient ValueState<ShardDonor> donors;
    private transient EpochQueue<ShardChange> changes;
    private transient EpochQueue<Notice.OfItem> items;
    private transient TreeMap<Long, List<Notice.OfPlan>> plans;
    private transient int shards;
    private transient ShardMetrics metrics;

    DonorShards(AugmenterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        models = ModelBook.restore(context.getOperatorStateStore(), settings.base());
    }

    @Override
    public void open() throws Exception {
        super.open();
        donors = getPartitionedState(DONOR);
        changes = new EpochQueue<>(settings.epochs());
        items = new EpochQueue<>(settings.epochs());
        plans = new TreeMap<>();
        shards = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        metrics = new ShardMetrics(getMetricGroup());
    }

    @Override
    public void processElement1(StreamRecord<ShardChange> element) {
        changes.add(element.getValue().epoch(), element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Notice> element) throws Exception {
        Notice notice = element.getValue();
        if (notice instanceof Notice.OfModel model) {
            models.add(model.model());
        } else if (notice instanceof Notice.OfItem item) {
            items.add(item.epoch(), item);
        } else if (notice instanceof Notice.OfPlan plan) {
            plans.computeIfAbsent(plan.asOf(), time -> new ArrayList<>()).add(plan);
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        Long epoch;
        while ((epoch = firstEndingBy(watermark.getTimestamp())) != null) {
            long last = settings.epochs().last(epoch);
            answerUpTo(last);
            super.processWatermark(new Watermark(last));
            fold(epoch);
            metrics.folded(shard, last);
        }
        answerUpTo(watermark.getTimestamp());
        metrics.passed(watermark.getTimestamp());
        super.processWatermark(watermark);
    }

    private Long firstEndingBy(long watermark) {
        Long ofDonors = changes.firstEndingBy(watermark);
        Long ofItems = items.firstEndingBy(watermark);
        return ofDonors == null || (ofItems != null && ofItems < ofDonors) ? ofItems : ofDonors;
    }

    private void answerUpTo(long time) throws Exception {
        while (!plans.isEmpty() && plans.firstKey() <= time) {
            for (Notice.OfPlan plan : plans.pollFirstEntry().getValue()) {
                align(models.at(settings.epochs().start(settings.epochs().of(plan.asOf()))));
                long asked = System.nanoTime();
                ShardAnswer answer = shard.answer(plan.plan());
                metrics.answered(System.nanoTime() - asked);
                output.collect(
                        new StreamRecord<>(
                                new AnswerPart.OfShard(
                                        plan.plan().userId(), plan.asOf(), shards, answer),
                                plan.asOf()));
            }
        }
    }

    /** Donors first, as a summary is of interest only where one holds the item. */
    private void fold(long epoch) throws Exception {
        if (shard == null) {
            align(models.at(settings.epochs().start(Math.max(0, epoch))));
        }
        for (ShardChange change : changes.take(epoch)) {
            setCurrentKey(change.userId());
            if (change.donor() == null) {
                donors.clear();
                shard.remove(change.userId());
            } else {
                donors.update(change.donor());
                shard.upsert(change.donor());
            }
        }
        for (Notice.OfItem item : items.take(epoch)) {
            shard.put(item.item());
        }
    }

    private void align(IndexChange.OfModel model) throws Exception {
        if (model.equals(aligned)) {
            return;
        }
        long start = System.nanoTime();
        if (shard == null) {
            shard = new DonorShard(settings.retrieval(), settings.space(model));
            forEachDonor(shard::upsert);
        } else {
            shard.realign(settings.space(model));
            forEachDonor(shard::embed);
        }
        aligned = model;
        metrics.aligned(shard, System.nanoTime() - start);
    }

    private void forEachDonor(ThrowingConsumer<ShardDonor, Exception> sink) throws Exception {
        getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        DONOR,
                        (user, state) -> sink.accept(state.value()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        changes.requireNothingWaits();
        items.requireNothingWaits();
        if (!plans.isEmpty()) {
            throw new IllegalStateException(
                    "plans as of " + plans.firstKey() + EpochQueue.ALIGNED_ONLY);
        }
    }
}
