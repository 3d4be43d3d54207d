// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.alignment.BaseFeatures;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicSettings;
import org.apache.flink.util.Collector;

/**
 * The gate of item-modality. Features are projected to the base here, before they are first
 * shuffled: a version leaves with 2 d floats and a code, however long its encoders' vectors are,
 * once for each of its item's copies.
 */
final class ItemGate extends Gate<ItemFeatures, ItemCopy> {
    private static final long serialVersionUID = 1L;

    private final Base base;
    private final ItemCopies copies;
    private final boolean carryRaw;

    ItemGate(
            long outOfOrderness,
            Base base,
            ItemCopies copies,
            boolean carryRaw,
            InputTopic topic,
            TopicSettings topics) {
        super(outOfOrderness, topic, topics);
        this.base = base;
        this.copies = copies;
        this.carryRaw = carryRaw;
    }

    @Override
    void admit(Inbound<ItemFeatures> inbound, Context context, Collector<ItemCopy> out) {
        ItemFeatures item = inbound.value();
        BaseFeatures features = base.project(item.text(), item.image());
        copy(version(inbound, item.effectiveFrom(), features, false), out);
    }

    @Override
    void admitTombstone(
            Inbound<ItemFeatures> inbound, long time, Context context, Collector<ItemCopy> out) {
        copy(version(inbound, time, BaseFeatures.NONE, true), out);
    }

    private void copy(ItemVersion version, Collector<ItemCopy> out) {
        for (int number = 0; number < copies.count(); number++) {
            out.collect(new ItemCopy(number, version));
        }
    }

    private ItemVersion version(
            Inbound<ItemFeatures> inbound, long time, BaseFeatures features, boolean retired) {
        RawRecord raw = inbound.raw();
        return new ItemVersion(
                inbound.id(),
                time,
                features,
                retired,
                raw.partition(),
                raw.offset(),
                carryRaw ? raw : null);
    }
}
