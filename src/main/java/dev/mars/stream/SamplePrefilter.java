// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

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
 */
final class SamplePrefilter extends ProcessFunction<Inbound<ItemFeatures>, Inbound<ItemFeatures>> {
    private static final long serialVersionUID = 1L;

    private final int size;
    private transient SmallestHashes seen;

    SamplePrefilter(int size) {
        this.size = size;
    }

    @Override
    public void open(OpenContext context) {
        seen = new SmallestHashes(size);
    }

    @Override
    public void processElement(
            Inbound<ItemFeatures> item, Context context, Collector<Inbound<ItemFeatures>> out) {
        boolean passes =
                switch (item.kind()) {
                    case HEARTBEAT, ASSIGNED, ENDED -> false;
                    case REJECTED -> true;
                    case VALUE, TOMBSTONE -> seen.offer(item.id());
                };
        if (passes) {
            out.collect(item);
        }
    }
}
