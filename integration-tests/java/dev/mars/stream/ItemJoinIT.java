// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.it.Stack;
import dev.mars.local.LocalStack;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.RawRecord;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The join in Flink's own harness, with a registry that has the schema of dead letters. */
class ItemJoinIT {
    private static TopicSettings topics;

    @BeforeAll
    static void createTopics() throws Exception {
        LocalStack stack = Stack.shared();
        Configuration configuration = new Configuration();
        configuration.setString("mars.kafka.bootstrap-servers", stack.bootstrapServers());
        configuration.setString("mars.registry.url", stack.registryUrl());
        for (String topic : List.of("behavior", "item", "model", "output", "dead-letter")) {
            configuration.setString("mars.topic." + topic, "item-join-" + topic);
        }
        topics = TopicSettings.from(configuration);
        try (TopicCreation all = new TopicCreation(topics)) {
            all.create(line -> {});
        }
    }

    private static final class Join
            extends KeyedTwoInputStreamOperatorTestHarness<String, Arrival, ItemCopy, UserInput> {
        Join(OperatorSubtaskState restored) throws Exception {
            super(
                    new ItemJoin(new Epochs(1_000), new ItemCopies(1), topics),
                    arrival -> arrival.behavior().itemId(),
                    copy -> copy.version().itemId(),
                    org.apache.flink.api.common.typeinfo.Types.STRING);
            setup(Types.USER_INPUT.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                initializeState(restored);
            }
            open();
        }

        /** Of a partition that may have been idle, so with its record, or without. */
        void behavior(long time, boolean mayBeIdle) throws Exception {
            RawRecord raw = new RawRecord("t", 0, time, time, new byte[1], new byte[1], List.of());
            processElement1(
                    new Arrival(
                            new Behavior("u", "i", "click", time, null), mayBeIdle ? raw : null),
                    time);
        }

        List<Long> joinedUpTo(long watermark) throws Exception {
            processBothWatermarks(new Watermark(watermark));
            return extractOutputValues().stream().map(UserInput::time).toList();
        }

        int deadLetters() {
            var letters = getSideOutput(Gate.DEAD_LETTERS);
            return letters == null ? 0 : letters.size();
        }
    }

    /**
     * Law 2: a partition that was idle when the job stopped holds event time back when it starts
     * again, and what it then brings would be answered from an index that is hours ahead.
     */
    @Test
    void whatWasPassedBeforeARestoreIsPassedAfterIt() throws Exception {
        OperatorSubtaskState state;
        try (Join join = new Join(null)) {
            join.behavior(1_000, true);
            assertThat(join.joinedUpTo(10_000)).containsExactly(1_000L);
            state = join.snapshot(1, 0);
        }
        try (Join join = new Join(state)) {
            join.joinedUpTo(8_000);
            join.behavior(8_500, true);
            join.behavior(10_000, true);
            join.behavior(10_001, true);
            assertThat(join.joinedUpTo(20_000)).containsExactly(10_001L);
            assertThat(join.deadLetters()).isEqualTo(2);
        }
        try (Join join = new Join(state)) {
            // mars.idleness is off now: there is no record to write to the dead letters.
            assertThatThrownBy(() -> join.behavior(8_500, false))
                    .isInstanceOf(RefusedState.class)
                    .hasMessageContaining("at 8500 came behind the watermark 10000")
                    .hasMessageContaining("turn it on again");
            join.behavior(10_001, false);
            assertThat(join.joinedUpTo(20_000)).containsExactly(10_001L);
        }
    }

    /**
     * A quiet night with mars.idleness on: were the items to carry event time on by themselves, all
     * that users do up to the items' own time would be refused in the morning.
     */
    @Test
    void itemsAloneDoNotMoveEventTimeOn() throws Exception {
        try (Join join = new Join(null)) {
            assertThat(join.joinedUpTo(5_000)).isEmpty();
            join.processWatermarkStatus1(WatermarkStatus.IDLE);
            join.processWatermark2(new Watermark(3_600_000));
            join.processWatermarkStatus2(WatermarkStatus.IDLE);
            join.processWatermarkStatus1(WatermarkStatus.ACTIVE);
            join.behavior(6_000, true);
            join.processWatermark1(new Watermark(7_000));
            assertThat(join.extractOutputValues()).singleElement();
            assertThat(join.deadLetters()).isZero();
            assertThat(join.getOutput()).doesNotContain(WatermarkStatus.IDLE);
        }
    }
}
