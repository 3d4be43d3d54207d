// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.MarsOptions;
import dev.mars.stream.wire.Types;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * What the {@link ModelGate} has decided, and by what: up to which offset the topic was judged, the
 * last watermark that passed, and the models that were let in. All of it is operator state, so a
 * restored gate decides as the one before it would have.
 */
final class JudgedModels {
    private final String baseId;
    private final Epochs epochs;
    private final ListState<Tuple2<Integer, Long>> offsetState;
    private final ListState<Long> watermarkState;
    private final ListState<IndexChange> modelState;

    /** The offset behind the last judged record, by partition. */
    private final TreeMap<Integer, Long> judged = new TreeMap<>();

    private final TreeMap<Long, IndexChange.OfModel> accepted = new TreeMap<>();
    private final boolean isNew;
    private long watermark = Long.MIN_VALUE;

    private JudgedModels(OperatorStateStore store, String baseId, Epochs epochs) throws Exception {
        this.baseId = baseId;
        this.epochs = epochs;
        var longs = org.apache.flink.api.common.typeinfo.Types.LONG;
        TypeInformation<Tuple2<Integer, Long>> offsets =
                org.apache.flink.api.common.typeinfo.Types.TUPLE(
                        org.apache.flink.api.common.typeinfo.Types.INT, longs);
        offsetState = store.getListState(new ListStateDescriptor<>("judged", offsets));
        watermarkState = store.getListState(new ListStateDescriptor<>("watermark", longs));
        modelState = store.getListState(new ListStateDescriptor<>("models", Types.INDEX_CHANGE));
        for (Tuple2<Integer, Long> offset : offsetState.get()) {
            judged.put(offset.f0, offset.f1);
        }
        for (IndexChange change : modelState.get()) {
            IndexChange.OfModel model = (IndexChange.OfModel) change;
            accepted.put(model.version(), model);
        }
        boolean restored = false;
        for (long last : watermarkState.get()) {
            watermark = last;
            restored = true;
        }
        isNew = !restored;
    }

    static JudgedModels restore(OperatorStateStore store, String baseId, Epochs epochs)
            throws Exception {
        return new JudgedModels(store, baseId, epochs);
    }

    /**
     * Refuses a state from which a job that goes on cannot: at the end of event time all donors
     * have been demoted, and every record that is still to come is late. A bounded job begins there
     * again only to end.
     */
    void requireMoreTime() {
        if (watermark == Long.MAX_VALUE) {
            throw new RefusedState(
                    "the restored state is of a job that was drained (flink stop --drain) or had"
                            + " read its topics to their end (--bounded): its event time is over,"
                            + " and every donor is gone. Start from an earlier checkpoint or"
                            + " savepoint, or without state; stop a job without --drain");
        }
    }

    /** Whether there was no state: what the topic holds is history, then. */
    boolean isNew() {
        return isNew;
    }

    /** Marks a record as judged; false if it was before. */
    boolean isNext(RawRecord raw) {
        if (raw.offset() < judged.getOrDefault(raw.partition(), 0L)) {
            return false;
        }
        judged.put(raw.partition(), raw.offset() + 1);
        return true;
    }

    /** Notes a watermark before it is emitted. */
    void passing(long timestamp) {
        watermark = Math.max(watermark, timestamp);
    }

    /** What speaks against a model, or null. */
    Rejection objection(IndexChange.OfModel model) {
        if (!model.baseId().equals(baseId)) {
            return otherBase(model);
        }
        IndexChange.OfModel same = accepted.get(model.version());
        if (same != null) {
            return same.equals(model) ? null : versionTaken(model);
        }
        // Of the watermark's own epoch, requests may have been answered; of later ones, none.
        long started = watermark == Long.MIN_VALUE ? watermark : epochs.start(epochs.of(watermark));
        return model.effectiveFrom() <= started ? tooLate(model, started) : null;
    }

    /** Lets a model in; false if it is in already. */
    boolean accept(IndexChange.OfModel model) {
        return accepted.putIfAbsent(model.version(), model) == null;
    }

    /**
     * Takes a model back that nobody has seen yet.
     *
     * @param id baseId/version
     */
    void withdraw(String id) {
        accepted.values().removeIf(model -> model.key().equals(id));
    }

    void snapshot() throws Exception {
        List<Tuple2<Integer, Long>> offsets = new ArrayList<>();
        for (Map.Entry<Integer, Long> entry : judged.entrySet()) {
            offsets.add(Tuple2.of(entry.getKey(), entry.getValue()));
        }
        offsetState.update(offsets);
        watermarkState.update(List.of(watermark));
        modelState.update(List.copyOf(accepted.values()));
    }

    private Rejection otherBase(IndexChange.OfModel model) {
        return new Rejection(
                Reason.OTHER_BASE,
                ("The model's base is %s; this job runs on base %s, and its state means nothing in"
                                + " another. A new base needs a backfill: start another job beside"
                                + " this one with %s=%s and a %s of its own, then switch the"
                                + " readers")
                        .formatted(
                                model.baseId(),
                                baseId,
                                MarsOptions.MODEL_BASE.key(),
                                model.baseId(),
                                MarsOptions.OUTPUT_TOPIC.key()));
    }

    private static Rejection versionTaken(IndexChange.OfModel model) {
        return new Rejection(
                Reason.VERSION_TAKEN,
                ("The model's version is %s of base %s, which has been published before with other"
                                + " content; the first one stays. Publish it under the next"
                                + " version, and the first one's record once more under its key:"
                                + " else compaction leaves this one, and a replay would use it")
                        .formatted(model.version(), model.baseId()));
    }

    private Rejection tooLate(IndexChange.OfModel model, long started) {
        return new Rejection(
                Reason.MODEL_TOO_LATE,
                ("The model is effective from %s, and the watermark had come to %s; it must be"
                                + " effective after %s, since requests from there on may have been"
                                + " answered without it. This run never uses it; a replay would:"
                                + " delete it from the topic, and publish it under the next version"
                                + " with a longer %s")
                        .formatted(
                                model.effectiveFrom(),
                                watermark,
                                started,
                                MarsOptions.MODEL_LEAD.key()));
    }
}
