// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.Tier;
import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.Planner;
import dev.mars.retrieval.Query;
import dev.mars.stream.wire.Types;
import java.util.List;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Takes requests in event-time order, as the {@link SequenceAugmenter} does and in the same steps,
 * and sends a plan for each that needs donors to all shards. Every request goes on to the {@link
 * AnswerMerger}.
 *
 * <p>In memory only: the held items ({@link Planner}), which the {@link ItemLedger} tells.
 */
final class RequestPlanner extends RequestOperator<Notice, AnswerPart> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<Notice> PLANS = new OutputTag<>("plans", Types.NOTICE);

    /**
     * Requests that are planned at most before those downstream may answer them. A watermark can
     * let a whole epoch's go, and all that is on its way waits in memory.
     */
    private static final int BATCH = 256;

    private transient IndexChange.OfModel aligned;
    private transient Planner planner;
    private transient EpochQueue<Notice> news;
    private transient int planned;
    private transient PlannerMetrics metrics;

    RequestPlanner(AugmenterSettings settings) {
        super(settings);
    }

    @Override
    public void open() throws Exception {
        super.open();
        news = new EpochQueue<>(settings.epochs());
        metrics = new PlannerMetrics(getMetricGroup());
    }

    @Override
    public void processElement2(StreamRecord<Notice> element) throws Exception {
        Notice notice = element.getValue();
        if (notice instanceof Notice.OfModel model) {
            models.add(model.model());
        } else if (notice instanceof Notice.OfItem item) {
            news.add(item.epoch(), item);
        } else {
            news.add(((Notice.OfDonors) notice).epoch(), notice);
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        Long epoch;
        while ((epoch = news.firstEndingBy(watermark.getTimestamp())) != null) {
            super.processWatermark(new Watermark(settings.epochs().last(epoch)));
            fold(epoch);
        }
        super.processWatermark(watermark);
    }

    private void fold(long epoch) throws Exception {
        if (planner == null) {
            align(models.at(settings.epochs().start(Math.max(0, epoch))));
        }
        for (Notice notice : news.take(epoch)) {
            if (notice instanceof Notice.OfItem item) {
                planner.put(item.item());
            } else {
                planner.donors(((Notice.OfDonors) notice).count());
            }
        }
        metrics.folded(planner);
    }

    private void align(IndexChange.OfModel model) {
        if (planner == null) {
            planner = new Planner(settings.retrieval(), settings.space(model));
        } else if (!model.equals(aligned)) {
            planner.realign(settings.space(model));
        }
        aligned = model;
    }

    @Override
    void due(long time, List<Request> requests) throws Exception {
        for (Request request : requests) {
            if (++planned >= BATCH) {
                planned = 0;
                // All that is still to come here has this time or a later one.
                output.emitWatermark(new Watermark(time - 1));
            }
            emit(plan(request), time);
        }
    }

    private AnswerPart plan(Request request) throws Exception {
        if (request.erased()) {
            return new AnswerPart.OfRequest(request, 0, null, -1, 0);
        }
        long epoch = settings.epochs().of(request.asOf());
        IndexChange.OfModel model = models.at(settings.epochs().start(epoch));
        if (request.tier() != Tier.LOW) {
            return new AnswerPart.OfRequest(request, model.version(), null, -1, 0);
        }
        align(model);
        Query query = new Query(request.userId(), request.own(), request.evidence());
        Augmentation known = planner.answer(query);
        if (known != null) {
            return new AnswerPart.OfRequest(request, model.version(), known.status(), -1, 0);
        }
        var plan = planner.plan(query);
        output.collect(
                PLANS, new StreamRecord<>(new Notice.OfPlan(request.asOf(), plan), request.asOf()));
        return new AnswerPart.OfRequest(
                request, model.version(), null, plan.donors(), plan.floor());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        news.requireNothingWaits();
    }
}
