// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

/**
 * Which output foretells a positive. Data sets of ratings have no impressions, so a replay adds one
 * of each item asked about, a millisecond before the positive: it weighs nothing and enters no
 * sequence, but it asks for an output, as any log's would.
 */
public enum Moment {
    /** The last output before the positive: the one that the impression asked for. */
    AT_REQUEST("at request"),
    /**
     * The last output before the impression: the one that has lain there since the user's last
     * behaviour, perhaps for months, while donors went on.
     */
    AT_REST("at rest");

    private static final long AHEAD = 1;

    private final String title;

    Moment(String title) {
        this.title = title;
    }

    /** Event time of the impression, milliseconds since the epoch. */
    public static long impression(NextPositive question) {
        return question.time() - AHEAD;
    }

    /** The latest {@code asOf} that an output may have. */
    public long latest(NextPositive question) {
        return this == AT_REQUEST ? impression(question) : question.previous();
    }

    /** For people. */
    public String title() {
        return title;
    }
}
