// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.topic;

import dev.mars.topic.RawRecord;
import dev.mars.topic.RegistryUnavailableException;
import dev.mars.topic.Topics;
import java.io.IOException;

/** A topic of outputs, of which all that was written is needed. */
public record OutputTopic(String name) {
    private static final String CLEANUP = "cleanup.policy";
    private static final String TIMESTAMPS = "message.timestamp.type";

    /**
     * @param use what the outputs cannot be otherwise, such as "compared"
     * @throws IllegalArgumentException naming the topic's setting, its value, the rule and the fix,
     *     if the topic does not keep all of its outputs, or not their times
     */
    public void requireWhole(Topics topics, String use) throws IOException {
        requireWhole(topics.setting(name, CLEANUP), topics.setting(name, TIMESTAMPS), use);
    }

    void requireWhole(String cleanup, String timestamps, String use) {
        if (cleanup != null && cleanup.contains("compact")) {
            throw new IllegalArgumentException(
                    ("topic %s has %s=%s; compaction takes outputs away whenever the broker gets"
                                    + " to it, so what is left cannot be %s: it must be"
                                    + " delete. Take a topic that keeps every output, such as"
                                    + " `mars backfill --output TOPIC` creates")
                            .formatted(name, CLEANUP, cleanup, use));
        }
        if (timestamps != null && !timestamps.equals("CreateTime")) {
            throw new IllegalArgumentException(
                    ("topic %s has %s=%s; a tombstone's asOf is the timestamp that its producer"
                                    + " gave it: it must be CreateTime. Set it, and write the"
                                    + " outputs again, with `mars backfill`")
                            .formatted(name, TIMESTAMPS, timestamps));
        }
    }

    /**
     * What a record of it is as of, milliseconds since the epoch. A tombstone has nothing but its
     * timestamp to say that.
     *
     * @throws IOException naming the record's place, if it is no output
     */
    public long asOf(RawRecord raw, SequenceContents contents) throws IOException {
        try {
            if (raw.key() == null) {
                throw new IOException("no output: it has no key, and an output has its user's id");
            }
            return raw.value() == null ? raw.timestamp() : contents.decode(raw.value()).getAsOf();
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "topic %s, partition %s, offset %s is %s. Name a topic of augmented sequences"
                            .formatted(name, raw.partition(), raw.offset(), e.getMessage()),
                    e);
        }
    }

    /**
     * Where offsets are looked up by time: with another timestamp outputs would be passed over.
     *
     * @throws IOException naming the record's place, if its Kafka timestamp is not its asOf
     */
    public void requireTimestamp(RawRecord raw, long asOf) throws IOException {
        if (raw.timestamp() != asOf) {
            throw new IOException(
                    "topic %s, partition %s, offset %s has the Kafka timestamp %s and the asOf %s; they must be equal, as they are where MARS writes: copy topics with their timestamps"
                            .formatted(name, raw.partition(), raw.offset(), raw.timestamp(), asOf));
        }
    }
}
