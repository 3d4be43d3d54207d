// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.diff.Output;
import dev.mars.diff.Side;
import dev.mars.sort.ExternalSort;
import dev.mars.topic.RawRecord;
import dev.mars.topic.RegistryUnavailableException;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/** One of the two topics that are compared. */
record ComparedTopic(Side side, String name) {
    private static final String CLEANUP = "cleanup.policy";
    private static final String TIMESTAMPS = "message.timestamp.type";

    /**
     * @throws IllegalArgumentException naming the topic's setting, its value, the rule and the fix,
     *     if the topic does not keep what has to be compared
     */
    void requireComparable(Topics topics) throws IOException {
        requireComparable(topics.setting(name, CLEANUP), topics.setting(name, TIMESTAMPS));
    }

    void requireComparable(String cleanup, String timestamps) {
        if (cleanup != null && cleanup.contains("compact")) {
            throw new IllegalArgumentException(
                    ("topic %s has %s=%s; compaction takes outputs away whenever the broker gets"
                                    + " to it, so what is left cannot be compared: it must be"
                                    + " delete. Compare topics that keep every output, such as"
                                    + " `mars backfill --output TOPIC` creates")
                            .formatted(name, CLEANUP, cleanup));
        }
        if (timestamps != null && !timestamps.equals("CreateTime")) {
            throw new IllegalArgumentException(
                    ("topic %s has %s=%s; a tombstone's asOf is the timestamp that its producer"
                                    + " gave it: it must be CreateTime. Set it, and write the"
                                    + " outputs again, with `mars backfill`")
                            .formatted(name, TIMESTAMPS, timestamps));
        }
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
                            Output output = output(raw, contents);
                            if (wanted.test(output.asOf())) {
                                sort.add(output);
                            }
                            progress.accept(++read[0]);
                        });
    }

    /** A tombstone has nothing but its timestamp to say what it is as of. */
    private Output output(RawRecord raw, SequenceContents contents) throws IOException {
        try {
            if (raw.key() == null) {
                throw new IOException("no output: it has no key, and an output has its user's id");
            }
            long asOf =
                    raw.value() == null ? raw.timestamp() : contents.decode(raw.value()).getAsOf();
            return new Output(side, asOf, raw.key(), raw.value());
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "topic %s, partition %s, offset %s is %s. Compare topics of augmented sequences"
                            .formatted(name, raw.partition(), raw.offset(), e.getMessage()),
                    e);
        }
    }
}
