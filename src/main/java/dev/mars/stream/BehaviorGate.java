// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import dev.mars.topic.TopicSettings;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The gate of user-behavior: behaviours go on to the join, erasures straight to the profiles. */
final class BehaviorGate extends Gate<Behavior, Arrival> {
    private static final long serialVersionUID = 1L;

    static final OutputTag<UserInput> ERASURES = new OutputTag<>("erasures", Types.USER_INPUT);

    private final boolean carryRaw;

    /**
     * @param carryRaw true where a later stage may still find a behaviour behind its watermark
     */
    BehaviorGate(long outOfOrderness, boolean carryRaw, InputTopic topic, TopicSettings topics) {
        super(outOfOrderness, topic, topics);
        this.carryRaw = carryRaw;
    }

    @Override
    void admit(Inbound<Behavior> inbound, Context context, Collector<Arrival> out) {
        out.collect(new Arrival(inbound.value(), carryRaw ? inbound.raw() : null));
    }

    @Override
    void admitTombstone(
            Inbound<Behavior> inbound, long time, Context context, Collector<Arrival> out) {
        context.output(ERASURES, UserInput.erasure(inbound.id(), time));
    }
}
