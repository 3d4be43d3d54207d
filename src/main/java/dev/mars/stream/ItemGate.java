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
 * shuffled: a version leaves with 2 d floats and a code, however long its encoders' vectors are.
 */
final class ItemGate extends Gate<ItemFeatures, ItemVersion> {
    private static final long serialVersionUID = 1L;

    private final Base base;
    private final boolean carryRaw;

    ItemGate(long outOfOrderness, Base base, boolean carryRaw, TopicSettings topics) {
        super(outOfOrderness, topics);
        this.base = base;
        this.carryRaw = carryRaw;
    }

    @Override
    void admit(Inbound<ItemFeatures> inbound, Context context, Collector<ItemVersion> out) {
        ItemFeatures item = inbound.value();
        BaseFeatures features = base.project(item.text(), item.image());
        out.collect(version(inbound, item.effectiveFrom(), features, false));
    }

    @Override
    void admitTombstone(
            Inbound<ItemFeatures> inbound, long time, Context context, Collector<ItemVersion> out) {
        out.collect(version(inbound, time, BaseFeatures.NONE, true));
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
