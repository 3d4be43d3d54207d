// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.Tier;
import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.Query;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Answers requests in event-time order from an index of the donors.
 *
 * <p>A request in epoch k sees exactly the donor updates of the epochs before k. Both inputs carry
 * watermarks, so when this operator's own watermark passes the end of an epoch, every update of
 * that epoch is here; updates of later epochs may be here too, because upstream subtasks run ahead
 * of one another. So updates wait by epoch, and a watermark is taken in steps: up to the end of
 * each epoch with updates, which answers the requests of that epoch, then the fold, then on.
 * Arrival has no say, and at a checkpoint, where every subtask has seen the same watermarks, every
 * subtask has folded the same epochs, and knows the same donors. Only where sources may be idle,
 * and watermarks so depend on what was read first, may one be an epoch ahead (see {@link
 * KnownDonors}).
 *
 * <p>It is an operator rather than a function because a broadcast function may not change its state
 * when time passes, only when an element arrives.
 *
 * <p>State per user: the requests that wait by their time, as far as a checkpoint has found them
 * waiting. Operator state: see {@link DonorBook} and {@link ModelBook}. The index itself is derived
 * from them and rebuilt on restore.
 */
final class SequenceAugmenter extends RequestOperator<IndexChange, Outgoing> {
    private static final long serialVersionUID = 1L;

    private transient DonorBook donors;
    private transient OutputFormat format;
    private transient AugmenterMetrics metrics;

    SequenceAugmenter(AugmenterSettings settings) {
        super(settings);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        donors =
                DonorBook.restore(
                        context.getOperatorStateStore(),
                        settings,
                        getRuntimeContext().getTaskInfo());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        donors.snapshot();
        super.snapshotState(context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        format = new OutputFormat(settings);
        metrics = new AugmenterMetrics(getMetricGroup());
    }

    @Override
    public void processElement2(StreamRecord<IndexChange> element) throws Exception {
        IndexChange change = element.getValue();
        if (change instanceof IndexChange.OfModel model) {
            models.add(model);
        } else {
            donors.await(change);
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        for (long epoch : donors.epochsEndingBy(watermark.getTimestamp())) {
            super.processWatermark(new Watermark(settings.epochs().last(epoch)));
            donors.fold(epoch);
            metrics.folded(donors.index(), settings.epochs().last(epoch));
        }
        metrics.passed(watermark.getTimestamp());
        super.processWatermark(watermark);
    }

    @Override
    void due(long time, List<Request> requests) throws Exception {
        for (Request request : requests) {
            emit(answer(request), time);
        }
    }

    private Outgoing answer(Request request) throws Exception {
        if (request.erased()) {
            return format.tombstone(request);
        }
        long epoch = settings.epochs().of(request.asOf());
        IndexChange.OfModel model = models.at(settings.epochs().start(epoch));
        Augmentation augmentation = null;
        if (request.tier() == Tier.LOW) {
            long start = System.nanoTime();
            if (donors.align(model)) {
                metrics.aligned(donors.index(), System.nanoTime() - start);
            }
            long asked = System.nanoTime();
            augmentation =
                    donors.index()
                            .augment(
                                    new Query(request.userId(), request.own(), request.evidence()));
            metrics.augmented(System.nanoTime() - asked);
        }
        metrics.answered(augmentation, model.version());
        return format.encode(request, augmentation, model.version(), epoch - 1);
    }
}
