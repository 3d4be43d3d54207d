// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Watermarks after a restore, when the source has none yet. If this fails, a job that was restarted
 * after some partition's last record answers nothing any more.
 */
class GateOperatorTest {
    @Test
    void untilTheSourceHasCaughtUpTheGateGivesTheWatermarksOfItsOwnPartitions() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var gate = gate(null)) {
            gate.processElement(GateTest.value(0, 100), 100);
            gate.processElement(GateTest.value(1, 1_000), 1_000);
            gate.processElement(GateTest.value(2, 50), 50);
            checkpoint = gate.snapshot(1, 1);
        }
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
            gate.processElement(GateTest.value(0, 3_000), 3_000);
            gate.setProcessingTime(9_000);
            assertThat(watermarks(gate)).as("the source's from now on").endsWith(1_989L);
        }
    }

    /** It would let records of another partition come behind the watermark. */
    @Test
    void aPartitionThatHasShownNothingHoldsItBack() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var gate = gate(null)) {
            gate.processElement(GateTest.value(0, 100), 100);
            checkpoint = gate.snapshot(1, 1);
        }
        try (var gate = gate(checkpoint)) {
            assign(gate, 0);
            assign(gate, 1);
            gate.setProcessingTime(1_000);
            assertThat(watermarks(gate)).isEmpty();
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
