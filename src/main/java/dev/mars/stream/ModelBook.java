// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.config.MarsOptions;
import dev.mars.stream.wire.Types;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The models that the {@link ModelGate} has let in, in broadcast state. Each comes before the first
 * epoch that is to use it, on every subtask alike.
 */
final class ModelBook {
    private static final Comparator<IndexChange.OfModel> NEWER =
            Comparator.comparingLong(IndexChange.OfModel::effectiveFrom)
                    .thenComparingLong(IndexChange.OfModel::version);

    private final Base base;
    private final BroadcastState<Long, IndexChange> models;
    private final TreeMap<Long, IndexChange.OfModel> known = new TreeMap<>();

    private ModelBook(OperatorStateStore store, Base base) throws Exception {
        this.base = base;
        var longs = org.apache.flink.api.common.typeinfo.Types.LONG;
        models =
                store.getBroadcastState(
                        new MapStateDescriptor<>("models", longs, Types.INDEX_CHANGE));
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
                                + " old base with "
                                + MarsOptions.MODEL_BASE.key());
            }
            book.known.put(entry.getKey(), model);
        }
        return book;
    }

    /** Takes a model that the {@link ModelGate} has let in. */
    void add(IndexChange.OfModel model) throws Exception {
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
}
