// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.diff;

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
import java.util.function.LongPredicate;

/** One of the two topics that are compared. */
record ComparedTopic(Side side, String name) {
    /**
     * @throws IllegalArgumentException naming the topic's setting, its value, the rule and the fix,
     *     if the topic does not keep what has to be compared
     */
    void requireComparable(Topics topics) throws IOException {
        outputs().requireWhole(topics, "compared");
    }

    /** Offsets that the topic spans now: its records, and where transactions ended. */
    long span(Topics topics) throws IOException {
        return total(topics.endOffsets(name)) - total(topics.beginningOffsets(name));
    }

    private static long total(Map<?, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Reads what the topic holds now, what transactions have not committed aside.
     *
     * @param wanted whether outputs of an asOf are
     * @param progress is given the number of records that are read
     * @throws IOException if a record is no output, or Kafka cannot be reached
     */
    void read(
            TopicSettings settings,
            SequenceContents contents,
            LongPredicate wanted,
            ExternalSort<Output> sort,
            LongConsumer progress)
            throws IOException {
        long[] read = {0};
        TopicScan.of(settings, name)
                .forEach(
                        raw -> {
                            long asOf = outputs().asOf(raw, contents);
                            if (wanted.test(asOf)) {
                                sort.add(new Output(side, asOf, raw.key(), raw.value()));
                            }
                            progress.accept(++read[0]);
                        });
    }

    private OutputTopic outputs() {
        return new OutputTopic(name);
    }
}
