// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The part of the job that answers requests where the donors are in shards: what the {@link
 * SequenceAugmenter} does in one place, in five.
 *
 * <pre>
 * changes ─ router ─┬─ donors ──► DonorFold ─┬─ donor, by user ───────────────► DonorShards ─┐
 *                   │                        └─ holdings, by item ─► ItemLedger ─┬─► all     │
 *                   ├─ items ──────────────────────────────────────► ItemLedger  │           ▼
 *                   └─ models ─► all                                             ▼     AnswerMerger
 * requests, by user ─────────────────────────────────────────────► RequestPlanner ─┬─► all   ▲
 *                                                                                  └─────────┘
 * </pre>
 *
 * <p>Nothing flows back, so a request takes as many hops as there are operators. Each waits for the
 * watermark of all before it, and so for that of the {@link ModelGate}. What an epoch changes is
 * with the shards and the planner before the first request of the next one is.
 */
final class ShardedIndex {
    private final AugmenterSettings settings;

    ShardedIndex(AugmenterSettings settings) {
        this.settings = settings;
    }

    /**
     * @param changes as they leave the {@link ModelGate}
     */
    DataStream<Outgoing> outputs(DataStream<Request> requests, DataStream<IndexChange> changes) {
        var routed =
                changes.process(new ChangeRouter(), Types.INDEX_CHANGE)
                        .setParallelism(1)
                        .setMaxParallelism(1)
                        .name("change router")
                        .uid("change-router");
        DataStream<Notice> models = routed.getSideOutput(ChangeRouter.OF_MODELS);
        var donors =
                routed.keyBy(change -> ((IndexChange.OfDonor) change).update().userId())
                        .process(
                                new DonorFold(settings.epochs(), settings.length()),
                                Types.SHARD_CHANGE)
                        .name("donor fold")
                        .uid("donor-fold");
        DataStream<Notice> items =
                donors.getSideOutput(DonorFold.OF_ITEMS)
                        .union(routed.getSideOutput(ChangeRouter.OF_ITEMS))
                        .keyBy(LedgerChange::itemId)
                        .transform(
                                "item ledger",
                                Types.NOTICE,
                                new ItemLedger(settings.epochs(), settings.retrieval().postings()))
                        .uid("item-ledger");
        var planned =
                new BroadcastSide<>(items.union(models))
                        .beside(
                                requests.keyBy(Request::userId),
                                new RequestPlanner(settings),
                                Types.ANSWER_PART,
                                "request planner",
                                "request-planner");
        var answers =
                new BroadcastSide<>(
                                items.union(models, planned.getSideOutput(RequestPlanner.PLANS)))
                        .beside(
                                donors.keyBy(ShardChange::userId),
                                new DonorShards(settings),
                                Types.ANSWER_PART,
                                "donor shards",
                                "donor-shards");
        return planned.union(answers)
                .keyBy(AnswerPart::userId)
                .transform("answer merger", Types.OUTGOING, new AnswerMerger(settings))
                .uid("answer-merger");
    }
}
