// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.stream.wire.Types;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

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
    private final StreamExecutionEnvironment env;
    private final AugmenterSettings settings;
    private final int parallelism;

    ShardedIndex(StreamExecutionEnvironment env, AugmenterSettings settings, int parallelism) {
        this.env = env;
        this.settings = settings;
        this.parallelism = parallelism;
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
                twoInputs(
                        requests.keyBy(Request::userId),
                        items.union(models),
                        new RequestPlanner(settings),
                        "request planner",
                        "request-planner");
        var answers =
                twoInputs(
                        donors.keyBy(ShardChange::userId),
                        items.union(models, planned.getSideOutput(RequestPlanner.PLANS)),
                        new DonorShards(settings),
                        "donor shards",
                        "donor-shards");
        return planned.union(answers)
                .keyBy(AnswerPart::userId)
                .transform("answer merger", Types.OUTGOING, new AnswerMerger(settings))
                .uid("answer-merger");
    }

    /** A keyed input beside a broadcast one, for an operator of our own. */
    private <K, T> SingleOutputStreamOperator<AnswerPart> twoInputs(
            KeyedStream<T, K> keyed,
            DataStream<Notice> notices,
            TwoInputStreamOperator<T, Notice, AnswerPart> operator,
            String name,
            String uid) {
        TypeInformation<AnswerPart> type = Types.ANSWER_PART;
        var transformation =
                new TwoInputTransformation<>(
                        keyed.getTransformation(),
                        notices.broadcast().getTransformation(),
                        name,
                        SimpleOperatorFactory.of(operator),
                        type,
                        parallelism);
        transformation.setStateKeySelectors(keyed.getKeySelector(), null);
        transformation.setStateKeyType(keyed.getKeyType());
        transformation.setUid(uid);
        env.addOperator(transformation);
        return new Stream(env, transformation);
    }

    /** Side outputs are asked of this type of stream alone, whose constructor is not public. */
    private static final class Stream extends SingleOutputStreamOperator<AnswerPart> {
        Stream(
                StreamExecutionEnvironment env,
                TwoInputTransformation<?, ?, AnswerPart> transformation) {
            super(env, transformation);
        }
    }
}
