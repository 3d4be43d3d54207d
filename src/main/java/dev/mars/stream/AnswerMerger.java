// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.Tier;
import dev.mars.retrieval.Augmentation;
import dev.mars.retrieval.ShardAnswer;
import dev.mars.retrieval.ShardMerger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts outputs together from a request and all shards' answers to it, in event-time order. All of a
 * request's parts are here when the watermark has reached its time.
 *
 * <p>No state: nothing waits at a checkpoint.
 */
final class AnswerMerger extends AbstractStreamOperator<Outgoing>
        implements OneInputStreamOperator<AnswerPart, Outgoing> {
    private static final long serialVersionUID = 1L;

    private final AugmenterSettings settings;

    /** By time, then user. */
    private transient TreeMap<Long, TreeMap<String, Parts>> waiting;

    private transient ShardMerger merger;
    private transient OutputFormat format;
    private transient OutputMetrics metrics;

    private static final class Parts {
        private final List<ShardAnswer> answers = new ArrayList<>();
        private AnswerPart.OfRequest request;
        private int shards;
    }

    AnswerMerger(AugmenterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        waiting = new TreeMap<>();
        merger = new ShardMerger(settings.retrieval());
        format = new OutputFormat(settings);
        metrics = new OutputMetrics(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<AnswerPart> element) {
        AnswerPart part = element.getValue();
        Parts parts =
                waiting.computeIfAbsent(part.asOf(), time -> new TreeMap<>())
                        .computeIfAbsent(part.userId(), user -> new Parts());
        if (part instanceof AnswerPart.OfShard answer) {
            parts.answers.add(answer.answer());
            parts.shards = answer.shards();
        } else {
            parts.request = (AnswerPart.OfRequest) part;
        }
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        while (!waiting.isEmpty() && waiting.firstKey() <= watermark.getTimestamp()) {
            for (Map.Entry<String, Parts> one : waiting.pollFirstEntry().getValue().entrySet()) {
                Outgoing outgoing = answer(one.getKey(), one.getValue());
                output.collect(new StreamRecord<>(outgoing, outgoing.timestamp()));
            }
        }
        metrics.passed(watermark.getTimestamp());
        super.processWatermark(watermark);
    }

    private Outgoing answer(String userId, Parts parts) throws Exception {
        AnswerPart.OfRequest asked = parts.request;
        if (asked == null
                || parts.answers.size() != parts.shards
                || asked.asksShards() != parts.shards > 0) {
            throw new IllegalStateException(
                    "of the parts of an answer to user "
                            + userId
                            + ", "
                            + parts.answers.size()
                            + " of "
                            + parts.shards
                            + " shards' came in time, and the request "
                            + (asked == null ? "did not" : "did")
                            + "; this is a bug in the watermarks of the sharded index, please"
                            + " report it");
        }
        Request request = asked.request();
        if (request.erased()) {
            return format.tombstone(request);
        }
        Augmentation augmentation = null;
        if (request.tier() == Tier.LOW) {
            augmentation =
                    asked.asksShards()
                            ? merger.merge(
                                    request.own(), asked.donors(), asked.floor(), parts.answers)
                            : Augmentation.none(asked.known());
        }
        metrics.answered(augmentation, asked.modelVersion());
        return format.encode(
                request,
                augmentation,
                asked.modelVersion(),
                settings.epochs().of(request.asOf()) - 1);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(
                    "answers as of " + waiting.firstKey() + EpochQueue.ALIGNED_ONLY);
        }
    }
}
