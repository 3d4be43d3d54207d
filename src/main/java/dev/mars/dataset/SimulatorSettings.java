// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.time.Duration;
import java.time.Instant;

/**
 * How large a world {@link Simulator} makes, and which. Two equal settings give the same bytes.
 *
 * @param seed any number; another one is another world of the same kind
 * @param users people who may act; with the default activity some of them never do
 * @param items items
 * @param behaviors interactions, impressions included, at most 2^53
 * @param start event time at which the world begins, milliseconds since the epoch
 * @param span how long it lasts
 * @param textDimensions length of text vectors; 0 = no item has a text
 * @param imageDimensions length of image vectors; 0 = no item has an image
 * @param topics kinds of items, and of interests
 * @param births share of the items that appear during the span rather than before it, 0 to below 1
 */
public record SimulatorSettings(
        long seed,
        int users,
        int items,
        long behaviors,
        long start,
        Duration span,
        int textDimensions,
        int imageDimensions,
        int topics,
        double births) {
    /** A world that the demo runs through within a minute. */
    public static final SimulatorSettings DEFAULT =
            new SimulatorSettings(
                    1,
                    2_000,
                    1_500,
                    40_000,
                    Instant.parse("2025-01-01T00:00:00Z").toEpochMilli(),
                    Duration.ofDays(60),
                    96,
                    128,
                    16,
                    0.1);

    public SimulatorSettings {
        check(users > 0, "users", users, "at least 1");
        check(items > 0, "items", items, "at least 1");
        check(behaviors >= 0 && behaviors <= 1L << 53, "behaviors", behaviors, "0 to 2^53");
        check(start >= 0, "start", start, "0 ms since the epoch or later");
        check(span.toMillis() > 0, "span", span, "at least 1 ms");
        check(textDimensions >= 0, "textDimensions", textDimensions, "0 or more");
        check(imageDimensions >= 0, "imageDimensions", imageDimensions, "0 or more");
        check(topics > 0, "topics", topics, "at least 1");
        check(births >= 0 && births < 1, "births", births, "0 to below 1");
    }

    private static void check(boolean valid, String setting, Object value, String rule) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "simulator setting "
                            + setting
                            + " is "
                            + value
                            + "; it must be "
                            + rule
                            + "; correct it");
        }
    }

    public SimulatorSettings withSeed(long seed) {
        return new SimulatorSettings(
                seed,
                users,
                items,
                behaviors,
                start,
                span,
                textDimensions,
                imageDimensions,
                topics,
                births);
    }

    /** Another number of users, items and behaviours. */
    public SimulatorSettings withSize(int users, int items, long behaviors) {
        return new SimulatorSettings(
                seed,
                users,
                items,
                behaviors,
                start,
                span,
                textDimensions,
                imageDimensions,
                topics,
                births);
    }

    public SimulatorSettings withTime(long start, Duration span) {
        return new SimulatorSettings(
                seed,
                users,
                items,
                behaviors,
                start,
                span,
                textDimensions,
                imageDimensions,
                topics,
                births);
    }

    public SimulatorSettings withDimensions(int text, int image) {
        return new SimulatorSettings(
                seed, users, items, behaviors, start, span, text, image, topics, births);
    }

    public SimulatorSettings withBirths(double births) {
        return new SimulatorSettings(
                seed,
                users,
                items,
                behaviors,
                start,
                span,
                textDimensions,
                imageDimensions,
                topics,
                births);
    }
}
