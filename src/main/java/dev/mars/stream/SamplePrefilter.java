// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.alignment.SmallestHashes;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets a version pass only if its item can still be in the sample, by what this subtask has seen:
 * of n items some k ln(n/k) cross the network in place of all. Rejected records pass, to be
 * counted.
 *
 * <p>Only those that pass are projected to the base, which tells whether they can be: of millions
 * of items that would take minutes. A version that cannot takes no place in the sample.
 */
final class SamplePrefilter extends ProcessFunction<Inbound<ItemFeatures>, Inbound<ItemFeatures>> {
    private static final long serialVersionUID = 1L;

    private final int size;
    private final Base base;
    private transient SmallestHashes seen;

    /**
     * @param base that versions must be projectable to, or null if there is none yet
     */
    SamplePrefilter(int size, Base base) {
        this.size = size;
        this.base = base;
    }

    @Override
    public void open(OpenContext context) {
        seen = new SmallestHashes(size);
    }

    @Override
    public void processElement(
            Inbound<ItemFeatures> item, Context context, Collector<Inbound<ItemFeatures>> out) {
        switch (item.kind()) {
            case HEARTBEAT, ASSIGNED, ENDED -> {}
            case REJECTED -> out.collect(item);
            case VALUE, TOMBSTONE -> {
                if (seen.wants(item.id())) {
                    Inbound<ItemFeatures> judged = InboundDeserializer.projectable(item, base);
                    if (judged.kind() != Inbound.Kind.REJECTED) {
                        seen.offer(item.id());
                    }
                    out.collect(judged);
                }
            }
        }
    }
}
