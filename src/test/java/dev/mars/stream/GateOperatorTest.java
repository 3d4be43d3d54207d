// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Watermarks after a restore, when the source has none yet. If this fails, a job that was restarted
 * after some partition's last record answers nothing any more.
 */
class GateOperatorTest {
    @Test
    void theGateGivesTheWatermarksOfItsOwnPartitionsUnlessTheSourceIsAhead() throws Exception {
        OperatorSubtaskState checkpoint =
                checkpointAfter(
                        GateTest.value(0, 100), GateTest.value(1, 1_000), GateTest.value(2, 50));
        try (var gate = gate(checkpoint)) {
            gate.setProcessingTime(1_000);
            assertThat(watermarks(gate)).as("of no partition").isEmpty();

            // Partition 2 is another subtask's now.
            assign(gate, 0);
            assign(gate, 1);
            gate.setProcessingTime(2_000);
            assertThat(watermarks(gate)).containsExactly(89L);

            gate.processElement(GateTest.value(0, 500), 500);
            gate.setProcessingTime(3_000);
            assertThat(watermarks(gate)).as("partition 1 is quiet").containsExactly(89L, 489L);

            gate.processElement(GateTest.value(0, 2_000), 2_000);
            gate.processElement(GateTest.value(1, 3_000), 3_000);
            gate.processWatermark(1_989);
            assertThat(watermarks(gate)).endsWith(489L, 1_989L);
        }
    }

    /**
     * All outputs of a bound's length would be held back until a quiet partition speaks: the source
     * knows of it only what came after the restore.
     */
    @Test
    void aSourceThatHasSeenLessIsNotWaitedFor() throws Exception {
        OperatorSubtaskState checkpoint =
                checkpointAfter(GateTest.value(0, 1_000), GateTest.value(1, 1_010));
        try (var gate = gate(checkpoint)) {
            assign(gate, 0);
            assign(gate, 1);
            gate.processElement(GateTest.value(1, 1_005), 1_005);
            gate.processElement(GateTest.value(0, 1_002), 1_002);
            gate.processWatermark(991);
            gate.processElement(GateTest.value(0, 5_000), 5_000);
            gate.processWatermark(994);
            gate.setProcessingTime(1_000);
            assertThat(watermarks(gate)).endsWith(999L);
        }
    }

    /** Flink lets no watermark through to what is idle, and the source says each of them once. */
    @Test
    void noWatermarkIsLostOnWhoeverIsIdle() throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(GateTest.value(0, 1_000));
        try (var gate = gate(checkpoint)) {
            assign(gate, 0);
            gate.setProcessingTime(1_000);
            gate.processWatermarkStatus(WatermarkStatus.IDLE);
            gate.processElement(GateTest.value(0, 5_000), 5_000);
            gate.setProcessingTime(2_000);
            assertThat(watermarks(gate)).as("while idle").endsWith(989L);
            gate.processWatermarkStatus(WatermarkStatus.ACTIVE);
            gate.processWatermark(4_989);
            assertThat(watermarks(gate)).endsWith(4_989L);
        }
    }

    /** It would let records of another partition come behind the watermark. */
    @Test
    void aPartitionThatHasShownNothingHoldsItBack() throws Exception {
        OperatorSubtaskState checkpoint = checkpointAfter(GateTest.value(0, 100));
        try (var gate = gate(checkpoint)) {
            assign(gate, 0);
            assign(gate, 1);
            gate.setProcessingTime(1_000);
            assertThat(watermarks(gate)).isEmpty();
        }
    }

    @SafeVarargs
    private static OperatorSubtaskState checkpointAfter(Inbound<Behavior>... records)
            throws Exception {
        try (var gate = gate(null)) {
            for (Inbound<Behavior> record : records) {
                gate.processElement(record, record.time());
            }
            return gate.snapshot(1, 1);
        }
    }

    private static void assign(
            OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate, int partition)
            throws Exception {
        gate.processElement(Inbound.assigned("t", partition), Long.MIN_VALUE);
    }

    private static List<Long> watermarks(
            OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate) {
        return gate.getOutput().stream()
                .filter(Watermark.class::isInstance)
                .map(mark -> ((Watermark) mark).getTimestamp())
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<Inbound<Behavior>, String> gate(
            OperatorSubtaskState restored) throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new GateOperator<>(new GateTest.Verdicts()),
                        GateTest.MAX_PARALLELISM,
                        1,
                        0);
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
        return harness;
    }
}
