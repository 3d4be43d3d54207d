// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AffineMap;
import dev.mars.alignment.Alignment;
import dev.mars.alignment.Base;
import dev.mars.alignment.ModalityBase;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.profile.Tier;
import dev.mars.retrieval.Holding;
import dev.mars.retrieval.HoldingChange;
import dev.mars.retrieval.ItemSummary;
import dev.mars.retrieval.Plan;
import dev.mars.retrieval.RetrievalSettings;
import dev.mars.retrieval.SampleOrder;
import dev.mars.retrieval.ShardDonor;
import dev.mars.stream.wire.Types;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * What the operators of a sharded index know and when, in Flink's own harness, one by one. Epochs
 * are 1,000 ms long, and two holders of an item are sampled.
 */
class ShardedIndexTest {
    private static final Epochs EPOCHS = new Epochs(1_000);
    private static final AffineMap MAP = new AffineMap(new float[] {1, 0, 0, 1}, new float[2]);
    private static final Base BASE =
            new Base(
                    2,
                    new ModalityBase(2, new float[2], new float[] {1, 0, 0, 1}, 0, new float[0]),
                    null);
    private static final AugmenterSettings SETTINGS =
            new AugmenterSettings(BASE, EPOCHS, RetrievalSettings.DEFAULT, 3, false, true, null);
    private static final Notice MODEL =
            new Notice.OfModel(new IndexChange.OfModel(BASE.id(), 1, 0, new Alignment(MAP, null)));

    private static Notice item(long epoch, String item, int holders) {
        return new Notice.OfItem(epoch, new ItemSummary(item, holders, 0, null, false));
    }

    private static ShardChange donor(long epoch, String user, String... items) {
        return new ShardChange(
                epoch, user, new ShardDonor(user, epoch, List.of(items), Evidence.NONE));
    }

    private static Notice plan(long asOf) {
        Plan.Walk walk = new Plan.Walk(List.of("i"), new float[] {1}, 0);
        return new Notice.OfPlan(asOf, new Plan("asker", Evidence.NONE, 9, 0, List.of(walk)));
    }

    private static Request request(long asOf) {
        var own = EventSequence.of(List.of(new SequenceEvent("i", 0, "click", 0)));
        return new Request("asker", asOf, false, Tier.LOW, 1, own, Evidence.NONE);
    }

    private static final class Shard
            extends KeyedTwoInputStreamOperatorTestHarness<
                    String, ShardChange, Notice, AnswerPart> {
        Shard(OperatorSubtaskState restored) throws Exception {
            super(
                    new DonorShards(SETTINGS),
                    ShardChange::userId,
                    null,
                    org.apache.flink.api.common.typeinfo.Types.STRING);
            setup(Types.ANSWER_PART.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                initializeState(restored);
            }
            open();
        }

        void tell(Notice... notices) throws Exception {
            for (Notice notice : notices) {
                processElement2(notice, 0);
            }
        }

        /** Answers as "as of: number of donors hit", and watermarks, in their order. */
        List<String> pass(long watermark) throws Exception {
            getOutput().clear();
            processBothWatermarks(new Watermark(watermark));
            List<String> all = new ArrayList<>();
            for (Object element : getOutput()) {
                all.add(
                        element instanceof Watermark mark
                                ? "watermark " + mark.getTimestamp()
                                : "");
            }
            int answer = 0;
            for (AnswerPart part : extractOutputValues()) {
                var of = (AnswerPart.OfShard) part;
                answer = all.indexOf("");
                all.set(answer, of.asOf() + ": " + of.answer().hits());
            }
            return all;
        }
    }

    /** Law 2: a donor who shows too early, because upstream or the watermark was ahead. */
    @Example
    void aPlanIsAnsweredFromTheEpochsBeforeItsOwn() throws Exception {
        try (Shard shard = new Shard(null)) {
            shard.processElement1(donor(3, "late", "i"), 0);
            shard.tell(MODEL, plan(4_000), item(3, "i", 2), plan(1_999), item(1, "i", 1));
            shard.processElement1(donor(1, "early", "i"), 0);
            shard.tell(plan(2_000), plan(3_999));
            assertThat(shard.pass(5_000))
                    .containsExactly(
                            "1999: 0",
                            "watermark 1999",
                            "2000: 1",
                            "3999: 1",
                            "watermark 3999",
                            "4000: 2",
                            "watermark 5000");
        }
    }

    /** A shard that comes back without its donors, or answers before it knows their items. */
    @Example
    void aRestoredShardHasItsDonorsAndIsToldOfTheItems() throws Exception {
        OperatorSubtaskState state;
        try (Shard shard = new Shard(null)) {
            shard.tell(MODEL, item(0, "i", 2));
            shard.processElement1(donor(0, "one", "i"), 0);
            shard.processElement1(donor(0, "gone", "i"), 0);
            shard.pass(999);
            shard.processElement1(new ShardChange(1, "gone", null), 0);
            shard.tell(item(1, "i", 1));
            shard.pass(1_999);
            state = shard.snapshot(1, 0);
        }
        try (Shard shard = new Shard(state)) {
            shard.tell(item(Notice.BEFORE_ALL, "i", 1));
            // The ledger tells again whenever it restores, so this may be lost.
            shard.snapshot(2, 0);
            shard.tell(plan(2_500));
            assertThat(shard.pass(2_600)).contains("2500: 1");
        }
    }

    /** Changes and plans that a checkpoint does not have would be missing after a restore. */
    @Example
    void whatWaitsInMemoryIsNeverLeftOutOfACheckpoint() throws Exception {
        try (Shard shard = new Shard(null)) {
            shard.tell(MODEL, plan(2_000));
            assertThatThrownBy(() -> shard.snapshot(1, 0))
                    .rootCause()
                    .hasMessageContaining("plans as of 2000")
                    .hasMessageContaining("unaligned");
        }
        try (Shard shard = new Shard(null)) {
            shard.processElement1(donor(3, "late", "i"), 0);
            assertThatThrownBy(() -> shard.snapshot(1, 0))
                    .rootCause()
                    .hasMessageContaining("changes of epoch 3");
        }
    }

    private static final class Ledger
            extends KeyedOneInputStreamOperatorTestHarness<String, LedgerChange, Notice> {
        Ledger(OperatorSubtaskState restored) throws Exception {
            this(restored, 2);
        }

        Ledger(OperatorSubtaskState restored, int sampled) throws Exception {
            super(
                    new ItemLedger(EPOCHS, sampled),
                    LedgerChange::itemId,
                    org.apache.flink.api.common.typeinfo.Types.STRING);
            setup(Types.NOTICE.createSerializer(getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                initializeState(restored);
            }
            open();
        }

        void holds(long epoch, String user, Holding before, Holding after) throws Exception {
            HoldingChange change = new HoldingChange("i", user, before, after);
            processElement(new LedgerChange.OfHolding(epoch, change), 0);
        }

        List<Notice> pass(long watermark) throws Exception {
            getOutput().clear();
            processWatermark(watermark);
            return extractOutputValues();
        }
    }

    /** Counts, codes or samples of a time that is not over, or that a restore has lost. */
    @Example
    void theLedgerTellsOfEachEpochAndOfAllAfterARestore() throws Exception {
        OperatorSubtaskState state;
        Holding early = new Holding(5, 50);
        Notice second;
        try (Ledger ledger = new Ledger(null)) {
            ledger.holds(1, "a", null, early);
            ledger.processElement(new LedgerChange.OfRetirement(1, "i", 1_500, true), 0);
            ledger.processElement(new LedgerChange.OfDonors(1, 1), 0);
            ledger.holds(0, "b", null, new Holding(9, 90));
            ledger.processElement(new LedgerChange.OfDonors(0, 1), 0);
            assertThat(ledger.pass(998)).isEmpty();
            assertThat(ledger.pass(999))
                    .containsExactlyInAnyOrder(
                            new Notice.OfItem(0, new ItemSummary("i", 1, 90, null, false)),
                            new Notice.OfDonors(0, 1));
            assertThat(ledger.pass(1_999))
                    .containsExactlyInAnyOrder(
                            new Notice.OfItem(1, new ItemSummary("i", 2, 90, null, true)),
                            new Notice.OfDonors(1, 2));
            ledger.holds(2, "b", new Holding(9, 90), null);
            ledger.holds(2, "c", null, new Holding(4, 40));
            ledger.holds(2, "d", null, new Holding(3, 30));
            List<Notice> told = ledger.pass(2_999);
            ItemSummary summary = ((Notice.OfItem) told.get(0)).item();
            assertThat(summary.holders()).isEqualTo(3);
            assertThat(summary.code()).as("of the latest that is left").isEqualTo(50);
            assertThat(summary.last()).extracting(SampleOrder::userId).isIn("a", "c", "d");
            second = new Notice.OfItem(Notice.BEFORE_ALL, summary);
            ledger.holds(4, "c", new Holding(4, 40), null);
            state = ledger.snapshot(1, 0);
        }
        try (Ledger ledger = new Ledger(state)) {
            assertThat(ledger.pass(2_999))
                    .containsExactlyInAnyOrder(second, new Notice.OfDonors(Notice.BEFORE_ALL, 2));
            assertThat(ledger.pass(4_999))
                    .containsExactly(new Notice.OfItem(4, new ItemSummary("i", 2, 50, null, true)));
        }
    }

    /** A restore under another mars.retrieval.postings, which would fail again and again. */
    @Example
    void theNumberOfHoldersThatAreSampledMayChangeOverState() throws Exception {
        OperatorSubtaskState state;
        try (Ledger ledger = new Ledger(null, 2)) {
            for (String user : List.of("a", "b", "c", "d", "e", "f", "g")) {
                ledger.holds(0, user, null, new Holding(1, 10));
            }
            ledger.pass(999);
            state = ledger.snapshot(1, 0);
        }
        for (int sampled : new int[] {1, 2, 5, 7}) {
            Notice told;
            try (Ledger fresh = new Ledger(null, sampled)) {
                for (String user : List.of("a", "b", "c", "d", "e", "f", "g")) {
                    fresh.holds(0, user, null, new Holding(1, 10));
                }
                told = fresh.pass(999).get(0);
            }
            try (Ledger ledger = new Ledger(state, sampled)) {
                assertThat(ledger.pass(999))
                        .as("%d sampled", sampled)
                        .contains(
                                new Notice.OfItem(
                                        Notice.BEFORE_ALL, ((Notice.OfItem) told).item()));
            }
        }
    }

    private static final class Requests
            extends KeyedTwoInputStreamOperatorTestHarness<String, Request, Notice, AnswerPart> {
        Requests() throws Exception {
            super(
                    new RequestPlanner(SETTINGS),
                    Request::userId,
                    null,
                    org.apache.flink.api.common.typeinfo.Types.STRING);
            setup(Types.ANSWER_PART.createSerializer(getExecutionConfig().getSerializerConfig()));
            open();
        }

        void tell(Notice... notices) throws Exception {
            for (Notice notice : notices) {
                processElement2(notice, 0);
            }
        }
    }

    /** A plan by items or a number of donors that are not yet to be seen. */
    @Example
    void aRequestIsPlannedByTheEpochsBeforeItsOwn() throws Exception {
        try (Requests planner = new Requests()) {
            planner.tell(MODEL, item(1, "i", 1), new Notice.OfDonors(1, 1));
            planner.processElement1(request(2_000), 0);
            planner.processElement1(request(1_999), 0);
            planner.processBothWatermarks(new Watermark(2_100));
            assertThat(planner.extractOutputValues())
                    .extracting(part -> ((AnswerPart.OfRequest) part).donors())
                    .containsExactly(-1, 1);
            var plans = planner.getSideOutput(RequestPlanner.PLANS);
            assertThat(plans).hasSize(1);
            var plan = (Notice.OfPlan) plans.peek().getValue();
            assertThat(plan.asOf()).isEqualTo(2_000);
            assertThat(plan.plan().walks().get(0).items()).containsExactly("i");
        }
    }

    /** A long epoch's plans that all wait downstream at once, for want of a watermark. */
    @Example
    void aWatermarkGoesAheadOfEachBatchOfRequests() throws Exception {
        try (Requests planner = new Requests()) {
            planner.tell(MODEL);
            for (int i = 0; i < 600; i++) {
                planner.processElement1(request(i), 0);
            }
            planner.processBothWatermarks(new Watermark(900));
            assertThat(planner.getOutput())
                    .filteredOn(Watermark.class::isInstance)
                    .containsExactly(new Watermark(254), new Watermark(510), new Watermark(900));
            assertThat(new ArrayList<>(planner.getOutput()).get(255)).isEqualTo(new Watermark(254));
        }
    }
}
