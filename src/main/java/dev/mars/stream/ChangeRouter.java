// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts the changes of a sharded index, behind the {@link ModelGate}, whose watermark all that
 * follow so wait for: donors go to the {@link DonorFold}, items to the {@link ItemLedger}, models
 * to all.
 */
final class ChangeRouter extends ProcessFunction<IndexChange, IndexChange> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<LedgerChange> OF_ITEMS =
            new OutputTag<>("item-changes", Types.LEDGER_CHANGE);
    static final OutputTag<Notice> OF_MODELS = new OutputTag<>("models", Types.NOTICE);

    @Override
    public void processElement(IndexChange change, Context context, Collector<IndexChange> out) {
        if (change instanceof IndexChange.OfModel model) {
            context.output(OF_MODELS, new Notice.OfModel(model));
        } else if (change instanceof IndexChange.OfItem item) {
            context.output(
                    OF_ITEMS,
                    new LedgerChange.OfRetirement(
                            item.epoch(), item.itemId(), item.time(), item.retired()));
        } else {
            out.collect(change);
        }
    }
}
