package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.stream.wire.Types;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published models of the job's base, in broadcast state. A model that arrives after an epoch
 * it should have been used in is not used by this run, ever, and raises an alert: a replay, which
 * reads the whole topic first, would use it.
 */
final class ModelBook {
    private static final Logger LOG = LoggerFactory.getLogger(ModelBook.class);
    private static final String REACHED = "reached";
    private static final Comparator<IndexChange.OfModel> NEWER =
            Comparator.comparingLong(IndexChange.OfModel::effectiveFrom)
                    .thenComparingLong(IndexChange.OfModel::version);

    private final Base base;
    private final BroadcastState<Long, IndexChange> models;
    private final BroadcastState<String, Long> progress;
    private final TreeMap<Long, IndexChange.OfModel> known = new TreeMap<>();
    private long reached;

    private ModelBook(OperatorStateStore store, Base base) throws Exception {
        this.base = base;
        var longs = org.apache.flink.api.common.typeinfo.Types.LONG;
        models =
                store.getBroadcastState(
                        new MapStateDescriptor<>("models", longs, Types.INDEX_CHANGE));
        progress =
                store.getBroadcastState(
                        new MapStateDescriptor<>(
                                "progress",
                                org.apache.flink.api.common.typeinfo.Types.STRING,
                                longs));
    }

    static ModelBook restore(OperatorStateStore store, Base base) throws Exception {
        ModelBook book = new ModelBook(store, base);
        for (Map.Entry<Long, IndexChange> entry : book.models.immutableEntries()) {
            IndexChange.OfModel model = (IndexChange.OfModel) entry.getValue();
            if (!model.baseId().equals(base.id())) {
                throw new IllegalStateException(
                        "this state was built with base "
                                + model.baseId()
                                + ", the job starts"
                                + " with base "
                                + base.id()
                                + "; evidence of one base means nothing"
                                + " in another. Start without this state and backfill, or pin the"
                                + " old base");
            }
            book.known.put(entry.getKey(), model);
        }
        Long reached = book.progress.get(REACHED);
        book.reached = reached == null ? Long.MIN_VALUE : reached;
        return book;
    }

    /** Takes a published model, unless it is known, of another base, or too late. */
    void add(IndexChange.OfModel model, Epochs epochs) throws Exception {
        if (!model.baseId().equals(base.id())) {
            LOG.error(
                    "Refused model {} of base {}: this job runs on base {}. A new base needs a"
                            + " backfill; nothing was changed",
                    model.version(),
                    model.baseId(),
                    base.id());
            return;
        }
        if (known.containsKey(model.version())) {
            return;
        }
        if (reached != Long.MIN_VALUE
                && model.effectiveFrom() <= epochs.start(epochs.of(reached))) {
            LOG.error(
                    "Model {} is effective from {}, but epochs up to {} have been answered without"
                            + " it: it is not used, and a replay will differ. Publish with a longer"
                            + " mars.model.lead",
                    model.version(),
                    model.effectiveFrom(),
                    reached);
            return;
        }
        known.put(model.version(), model);
        models.put(model.version(), model);
    }

    /** The newest model effective at an epoch's start. */
    IndexChange.OfModel at(long epochStart) {
        return known.values().stream()
                .filter(model -> model.effectiveFrom() <= epochStart)
                .max(NEWER)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no model of base "
                                                + base.id()
                                                + " is effective at "
                                                + epochStart
                                                + "; the first model of a base must"
                                                + " be effective from 0"));
    }

    /** Notes how far requests have been answered. */
    void reached(long watermark) {
        reached = Math.max(reached, watermark);
    }

    void snapshot() throws Exception {
        if (reached != Long.MIN_VALUE) {
            progress.put(REACHED, reached);
        }
    }
}
