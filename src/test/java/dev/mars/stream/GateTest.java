// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** Who is let in: by the content of one's own partition alone. */
class GateTest {
    private static final long BOUND = 10;
    private static final int PARTITIONS = 4;
    static final int MAX_PARALLELISM = 8;
    private static final OutputTag<String> REJECTED = new OutputTag<>("rejected", Types.STRING);

    /** Says what became of each record. */
    static final class Verdicts extends Gate<Behavior, String> {
        private static final long serialVersionUID = 1L;

        Verdicts() {
            this(BOUND);
        }

        Verdicts(long bound) {
            this(bound, PARTITIONS);
        }

        Verdicts(long bound, int partitions) {
            super(bound, new InputTopic("t", partitions), null);
        }

        /** Does not ask a registry for the schema of dead letters. */
        @Override
        public void open(OpenContext context) {}

        @Override
        void reject(RawRecord raw, Rejection rejection, Context context) {
            context.output(REJECTED, rejection.reason() + ": " + rejection.message());
        }

        @Override
        void admit(Inbound<Behavior> inbound, Context context, Collector<String> out) {
            out.collect("in " + inbound.time());
        }

        @Override
        void admitTombstone(
                Inbound<Behavior> inbound, long time, Context context, Collector<String> out) {
            out.collect("erased " + time);
        }
    }

    @Test
    void aRecordAtTheBoundIsInTimeAndOneBeyondItIsLate() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 100), 100);
            gate.processElement(value(0, 90), 90);
            gate.processElement(value(0, 89), 89);
            assertThat(gate.extractOutputValues()).containsExactly("in 100", "in 90");
            assertThat(rejected(gate))
                    .singleElement()
                    .asString()
                    .startsWith("LATE: event time is 89, partition 0 had come to 100")
                    .contains("at most 10 ms");
        }
    }

    /** If another partition had a say, a replay's interleaving would decide. */
    @Test
    void anotherPartitionsProgressHasNoSay() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 1_000), 1_000);
            gate.processElement(value(1, 5), 5);
            gate.processElement(value(1, 100), 100);
            gate.processElement(value(1, 89), 89);
            gate.processElement(value(0, 990), 990);
            assertThat(gate.extractOutputValues())
                    .containsExactly("in 1000", "in 5", "in 100", "in 990");
            assertThat(rejected(gate)).singleElement().asString().contains("is 89, partition 1");
        }
    }

    /** A rejected or late record, or a tombstone's foreign clock, must not make others late. */
    @Test
    void onlyValuesAndHeartbeatsMoveProgress() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 100), 100);
            gate.processElement(
                    Inbound.rejected(raw(0, 5_000), new Rejection(Reason.MISSING_ID, "why")), 0);
            gate.processElement(tombstone(0, 5_000), 0);
            gate.processElement(value(0, 95), 95);
            gate.processElement(
                    new Inbound<>(raw(0, 200), Inbound.Kind.HEARTBEAT, null, null, 200, null), 0);
            gate.processElement(value(0, 189), 189);
            assertThat(gate.extractOutputValues())
                    .containsExactly("in 100", "erased 5000", "in 95");
            assertThat(rejected(gate)).hasSize(2);
            assertThat(rejected(gate).get(1)).startsWith("LATE: event time is 189");
        }
    }

    /** An erasure is never dropped, and never takes effect in the past. */
    @Test
    void aLateTombstoneTakesEffectAfterItsPartitionsProgress() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 100), 100);
            gate.processElement(tombstone(0, 90), 0);
            gate.processElement(tombstone(0, 89), 0);
            gate.processWatermark(300);
            gate.processElement(tombstone(0, 95), 0);
            assertThat(gate.extractOutputValues())
                    .containsExactly("in 100", "erased 90", "erased 101", "erased 301");
        }
    }

    /** Only possible where idleness is on: it must not reach operators that have moved on. */
    @Test
    void aRecordInTimeButBehindTheWatermarkIsRejectedAsThat() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processWatermark(50);
            gate.processElement(value(3, 50), 50);
            gate.processElement(value(3, 51), 51);
            assertThat(gate.extractOutputValues()).containsExactly("in 51");
            assertThat(rejected(gate))
                    .singleElement()
                    .asString()
                    .startsWith("BEHIND_WATERMARK: event time is 50, the watermark had come to 50");
        }
    }

    /** Partitions come back on any subtask, and no watermark is checkpointed. */
    @Test
    void progressIsKnownOnEverySubtaskAfterRescaling() throws Exception {
        OperatorSubtaskState first;
        OperatorSubtaskState second;
        try (var gate = gate(2, 0, null)) {
            gate.processElement(value(0, 100), 100);
            first = gate.snapshot(1, 1);
        }
        try (var gate = gate(2, 1, null)) {
            gate.processElement(value(1, 1_000), 1_000);
            gate.processElement(value(0, 40), 40); // as it was before partition 0 moved away
            second = gate.snapshot(1, 1);
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(first, second);
        for (int parallelism : new int[] {1, 3}) {
            for (int subtask = 0; subtask < parallelism; subtask++) {
                OperatorSubtaskState mine =
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                both, MAX_PARALLELISM, 2, parallelism, subtask);
                try (var gate = gate(parallelism, subtask, mine)) {
                    gate.processElement(value(0, 89), 89);
                    gate.processElement(value(0, 90), 90);
                    gate.processElement(value(1, 989), 989);
                    gate.processElement(value(1, 990), 990);
                    gate.processElement(value(2, 0), 0);
                    assertThat(gate.extractOutputValues())
                            .as("subtask %d of %d", subtask, parallelism)
                            .containsExactly("in 90", "in 990", "in 0");
                }
            }
        }
    }

    /** Law 2: what has been answered would be answered again, from an index that is ahead of it. */
    @Test
    void aLargerBoundOpensNothingThatWasClosed() throws Exception {
        OperatorSubtaskState state;
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 1_000), 1_000);
            state = gate.snapshot(1, 1);
        }
        try (var gate = gate(new Verdicts(500), 1, 0, state)) {
            gate.processElement(value(0, 989), 0);
            gate.processElement(value(0, 990), 0);
            gate.processElement(value(0, 1_480), 0);
            gate.processElement(value(0, 989), 0);
            gate.processElement(value(0, 990), 0);
            gate.processElement(value(0, 2_000), 0);
            gate.processElement(value(0, 1_500), 0);
            assertThat(gate.extractOutputValues())
                    .containsExactly("in 990", "in 1480", "in 990", "in 2000", "in 1500");
            state = gate.snapshot(2, 2);
        }
        try (var gate = gate(1, 0, state)) {
            gate.processElement(value(0, 1_989), 0);
            gate.processElement(value(0, 1_990), 0);
            assertThat(gate.extractOutputValues()).containsExactly("in 1990");
        }
    }

    /**
     * Law 2: a partition that was added has no progress, so after the restart its old records would
     * be in time, long behind what has been answered.
     */
    @Test
    void aStateBelongsToOneNumberOfPartitions() throws Exception {
        OperatorSubtaskState state;
        try (var gate = gate(1, 0, null)) {
            gate.processElement(value(0, 1_000), 1_000);
            state = gate.snapshot(1, 1);
        }
        assertThatThrownBy(() -> gate(new Verdicts(BOUND, 8), 1, 0, state))
                .isInstanceOf(RefusedState.class)
                .hasMessageContaining("topic t has 8 partitions")
                .hasMessageContaining("was written with 4")
                .hasMessageContaining("Start without state");
        OperatorSubtaskState again;
        try (var gate = gate(1, 0, state)) {
            again = gate.snapshot(2, 2);
        }
        assertThatThrownBy(() -> gate(new Verdicts(BOUND, 3), 1, 0, again))
                .hasMessageContaining("topic t has 3 partitions");
    }

    /**
     * Sources look for partitions while a job runs and whenever it restarts: no submission asks.
     */
    @Test
    void aPartitionThatIsAddedWhileTheJobRunsIsRefused() throws Exception {
        try (var gate = gate(1, 0, null)) {
            gate.processElement(Inbound.assigned("t", 3), 0);
            assertThatThrownBy(() -> gate.processElement(Inbound.assigned("t", 4), 0))
                    .isInstanceOf(RefusedState.class)
                    .hasMessageContaining("topic t has a partition 4 now")
                    .hasMessageContaining("4 partitions when the job was started");
        }
    }

    private static OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate(
            int parallelism, int subtask, OperatorSubtaskState restored) throws Exception {
        return gate(new Verdicts(), parallelism, subtask, restored);
    }

    private static OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate(
            Verdicts verdicts, int parallelism, int subtask, OperatorSubtaskState restored)
            throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(verdicts), MAX_PARALLELISM, parallelism, subtask);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }

    private static List<String> rejected(
            OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate) {
        List<String> messages = new ArrayList<>();
        gate.getSideOutput(REJECTED).forEach(record -> messages.add(record.getValue()));
        return messages;
    }

    static Inbound<Behavior> value(int partition, long time) {
        Behavior behavior = new Behavior("u", "i", "click", time, null);
        return new Inbound<>(raw(partition, time), Inbound.Kind.VALUE, behavior, "u", time, null);
    }

    private static Inbound<Behavior> tombstone(int partition, long time) {
        return new Inbound<>(raw(partition, time), Inbound.Kind.TOMBSTONE, null, "u", time, null);
    }

    private static RawRecord raw(int partition, long timestamp) {
        return new RawRecord("t", partition, 0, timestamp, null, null, List.of());
    }
}
