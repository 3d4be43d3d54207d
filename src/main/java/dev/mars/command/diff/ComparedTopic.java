// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.diff;

import dev.mars.command.terminal.Span;
import dev.mars.command.topic.OutputTopic;
import dev.mars.command.topic.SequenceContents;
import dev.mars.diff.Output;
import dev.mars.diff.Side;
import dev.mars.sort.ExternalSort;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One of the two topics that are compared, or the span of it that is.
 *
 * <p>A record's Kafka timestamp is its asOf, so what stands before the first record with a
 * timestamp in the span is older than the span, and is not read. To the end it is.
 */
record ComparedTopic(Side side, String name, Span span) {
    /**
     * @throws IllegalArgumentException naming the topic's setting, its value, the rule and the fix,
     *     if the topic does not keep what has to be compared
     */
    void requireComparable(Topics topics) throws IOException {
        outputs().requireWhole(topics, "compared");
    }

    /** Offsets to read now: records, and where transactions ended. */
    long size(Topics topics) throws IOException {
        return total(topics.endOffsets(name)) - total(begins(topics));
    }

    private Map<TopicPartition, Long> begins(Topics topics) throws IOException {
        return isCut() ? topics.offsetsAt(name, span.from()) : topics.beginningOffsets(name);
    }

    /** No output is older than 1970: without a beginning of the span, nothing is passed over. */
    private boolean isCut() {
        return span.from() > 0;
    }

    private static long total(Map<?, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Reads the outputs of the span that the topic holds now, what transactions have not committed
     * aside.
     *
     * @param progress is given the number of records that are read
     * @throws IOException if a record is no output, or Kafka cannot be reached
     */
    void read(
            TopicSettings settings,
            Topics topics,
            SequenceContents contents,
            ExternalSort<Output> sort,
            LongConsumer progress)
            throws IOException {
        OutputTopic outputs = outputs();
        long[] read = {0};
        TopicScan.of(settings, name)
                .within(begins(topics), topics.committedEndOffsets(name))
                .forEach(
                        raw -> {
                            long asOf = outputs.asOf(raw, contents);
                            if (isCut()) {
                                outputs.requireTimestamp(raw, asOf);
                            }
                            if (span.contains(asOf)) {
                                sort.add(new Output(side, asOf, raw.key(), raw.value()));
                            }
                            progress.accept(++read[0]);
                        });
    }

    private OutputTopic outputs() {
        return new OutputTopic(name);
    }
}
