// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.config.MarsOptions;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The most bytes that an output can have, by a job's options. Were there one that its topic does
 * not take, the job would fail by it, and again each time it is restored: months after it was
 * started, when the first user has become so active. So options that allow one are refused at once.
 *
 * <p>Of each field of {@code AugmentedSequence} the longest form that Avro gives it.
 */
public final class OutputSize {
    /** Longest form of a long, and of an int. */
    private static final int LONG = 10;

    private static final int INT = 5;
    private static final int DOUBLE = 8;

    /** With its length. */
    private static final int ID = Checks.MAX_ID_BYTES + 2;

    /** The record's key and what it has of its own, and what Kafka puts around it. */
    private static final int ONCE = 2 * ID + 1024;

    /** What a topic takes unless it is told otherwise, in Kafka's words. */
    static final int USUAL = 1_048_588;

    /** What the outputs' topic is to take: no more than a client of Kafka does here. */
    static int most(ReadableConfig config) {
        return (int) Math.min(bytes(config), DeadLetters.MAX_BYTES);
    }

    /**
     * @throws IllegalArgumentException if an output can have more than a client of Kafka takes here
     */
    public static void require(ReadableConfig config) {
        long bytes = bytes(config);
        if (bytes > DeadLetters.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "%s is %d, %s is %d and %s is %d%s: an output may so have %,d bytes, with ids of up to %,d; it must not be above the %,d that a record may have: lower them"
                            .formatted(
                                    MarsOptions.SEQUENCE_LENGTH.key(),
                                    config.get(MarsOptions.SEQUENCE_LENGTH),
                                    MarsOptions.AUGMENTED_ITEMS.key(),
                                    config.get(MarsOptions.AUGMENTED_ITEMS),
                                    MarsOptions.DONORS.key(),
                                    config.get(MarsOptions.DONORS),
                                    config.get(MarsOptions.DONOR_IDS)
                                            ? ", with " + MarsOptions.DONOR_IDS.key()
                                            : "",
                                    bytes,
                                    Checks.MAX_ID_BYTES,
                                    DeadLetters.MAX_BYTES));
        }
    }

    private static long bytes(ReadableConfig config) {
        long length = config.get(MarsOptions.SEQUENCE_LENGTH);
        long donors = config.get(MarsOptions.DONORS);
        long items = Math.min(config.get(MarsOptions.AUGMENTED_ITEMS), length * donors);
        boolean named = config.get(MarsOptions.DONOR_IDS);
        long own = ID + LONG + longest(config.get(MarsOptions.ACTIONS).keySet()) + LONG;
        long augmented = ID + DOUBLE + INT + LONG;
        return ONCE + length * own + items * augmented + (named ? donors * ID : 0);
    }

    private static int longest(Set<String> actions) {
        return INT
                + actions.stream()
                        .mapToInt(action -> action.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0);
    }

    private OutputSize() {}
}
