// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.AlignmentModel;
import dev.mars.topic.Inbound;
import dev.mars.topic.ModelReader;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where models join the changes of the index, and where it is decided, once for all subtasks of the
 * {@link SequenceAugmenter}, whether a model came in time. It has one subtask.
 *
 * <p>Whether a model is in time depends on how far requests have been answered. Were the augmenter
 * to decide, each of its subtasks would go by its own watermark when the broadcast reaches it; they
 * differ, so one would use the model and another not. But no subtask can answer a request before
 * the watermark of this operator's output has passed the request's time, as that watermark is one
 * of those that they wait for. So the last watermark emitted here bounds what any of them has
 * answered: requests of the epoch that it lies in, and none of later ones. A model that is
 * effective at the start of that epoch or before is too late. Any other is emitted before the
 * watermark moves, on the same channels, and so reaches every subtask ahead of the first request
 * that is to use it.
 *
 * <p>The same holds of a {@link ShardedIndex}: each of its operators waits for this watermark, by
 * itself or through one before it, and is told of models by a broadcast from here.
 *
 * <p>No request may be answered before the models that are published already are known. So the
 * topic is read to its end when the operator opens, and what is accepted goes out before the first
 * watermark or element; the source's records of the same offsets are passed over later. At the
 * first start nothing is too late, and models of other bases are ordinary history. After a restore
 * the restored watermark decides about what came in the meantime.
 *
 * <p>A refused model becomes a dead letter and raises an alert: a replay, which reads the whole
 * topic first, would use it. What was refused since the last checkpoint is decided anew after a
 * failure, by an earlier watermark: it may then be accepted, as in a replay, and outputs that are
 * repeated under at-least-once delivery are then those of the replay.
 *
 * <p>State: see {@link JudgedModels}.
 */
class ModelGate extends AbstractStreamOperator<IndexChange>
        implements TwoInputStreamOperator<IndexChange, RawRecord, IndexChange> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ModelGate.class);

    private final String baseId;
    private final Epochs epochs;
    private final boolean bounded;
    private final TopicSettings topics;

    private transient JudgedModels judged;
    private transient ModelReader reader;
    private transient DeadLetterOutput letters;
    private transient Counter accepted;
    private transient Map<Reason, Counter> refused;

    /** What goes out next: nothing may be emitted while the operator opens. */
    private transient List<IndexChange.OfModel> models;

    private transient List<Outgoing> deadLetters;

    /**
     * @param baseId of the models that are let in
     * @param bounded whether the job may be restored at the end of event time: it ends there
     */
    ModelGate(String baseId, Epochs epochs, boolean bounded, TopicSettings topics) {
        this.baseId = baseId;
        this.epochs = epochs;
        this.bounded = bounded;
        this.topics = topics;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        judged = JudgedModels.restore(context.getOperatorStateStore(), baseId, epochs);
        if (!bounded) {
            judged.requireMoreTime();
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        models = new ArrayList<>();
        deadLetters = new ArrayList<>();
        accepted = JobMetric.MODELS_ACCEPTED.counter(getMetricGroup());
        refused = JobMetric.MODELS_REFUSED.counters(getMetricGroup(), Reason.class);
        connect();
        boolean history = judged.isNew();
        scan(raw -> judge(raw, history));
    }

    @Override
    public void processElement1(StreamRecord<IndexChange> change) {
        flush();
        output.collect(change);
    }

    @Override
    public void processElement2(StreamRecord<RawRecord> record) throws Exception {
        judge(record.getValue(), false);
        flush();
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        flush();
        judged.passing(mark.getTimestamp());
        super.processWatermark(mark);
    }

    /**
     * Nobody waits for models: their topic has no watermark but that of its end, which must not be
     * taken for the changes' own while those are idle.
     */
    @Override
    public void processWatermark2(Watermark mark) {}

    @Override
    protected void processWatermarkStatus(WatermarkStatus status, int input) {
        if (input == 0) {
            output.emitWatermarkStatus(status);
        }
    }

    /** What is judged by the checkpoint must be behind its barrier nowhere. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) {
        flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        judged.snapshot();
    }

    private void judge(RawRecord raw, boolean history) throws IOException {
        if (!judged.isNext(raw)) {
            return;
        }
        Inbound<AlignmentModel> inbound = read(raw);
        switch (inbound.kind()) {
            case VALUE -> judge(raw, change(inbound.value()), history);
            case REJECTED -> refuse(raw, inbound.rejection());
            default -> deleted(inbound, history);
        }
    }

    private void judge(RawRecord raw, IndexChange.OfModel model, boolean history) {
        Rejection objection = judged.objection(model);
        if (objection == null) {
            if (judged.accept(model)) {
                models.add(model);
            }
        } else if (!history || objection.reason() != Reason.OTHER_BASE) {
            LOG.error(
                    "Refused model {} of base {}. {}",
                    model.version(),
                    model.baseId(),
                    objection.message());
            refuse(raw, objection);
        }
    }

    private void refuse(RawRecord raw, Rejection rejection) {
        deadLetters.add(letter(raw, rejection));
        refused.get(rejection.reason()).inc();
    }

    /**
     * Compaction may have taken the model from its topic before, or not: that must not show. It
     * does not if the model has not gone out yet, or this run begins with it.
     */
    private void deleted(Inbound<AlignmentModel> inbound, boolean history) {
        boolean waited = models.removeIf(model -> model.key().equals(inbound.id()));
        if (waited || history) {
            judged.withdraw(inbound.id());
            return;
        }
        LOG.warn(
                "Model {} was deleted from {}; this run keeps what it has, a replay will lack it",
                inbound.id(),
                inbound.raw().topic());
    }

    private void flush() {
        for (IndexChange.OfModel model : models) {
            output.collect(new StreamRecord<>(model));
            accepted.inc();
        }
        models.clear();
        for (Outgoing letter : deadLetters) {
            output.collect(Gate.DEAD_LETTERS, new StreamRecord<>(letter));
        }
        deadLetters.clear();
    }

    /** Prepares what the three below need. */
    void connect() throws IOException {
        reader = new ModelReader(topics.registry());
        letters = new DeadLetterOutput(topics, getMetricGroup());
    }

    /** Hands over what the topic holds now. */
    void scan(TopicScan.Sink sink) throws IOException {
        TopicScan.ofModels(topics).forEach(sink);
    }

    Inbound<AlignmentModel> read(RawRecord raw) throws IOException {
        return reader.read(raw);
    }

    Outgoing letter(RawRecord raw, Rejection rejection) {
        return letters.of(raw, rejection);
    }

    /** Only the alignment goes on, since the job's base is fixed. */
    private static IndexChange.OfModel change(AlignmentModel model) {
        return new IndexChange.OfModel(
                model.base().id(), model.version(), model.effectiveFrom(), model.alignment());
    }
}
