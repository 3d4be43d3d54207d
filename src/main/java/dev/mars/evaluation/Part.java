// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.Locale;

/**
 * A stretch of a data set's events, in their order of time. Before the first there is warming up.
 */
public enum Part {
    /** 70 to 80 % of the events: what choices are made on. */
    VALIDATION,
    /** The last 20 %: looked at when choices have been made. */
    TEST;

    /** The part of the event at a position, or null for those before validation. */
    static Part of(long position, long events) {
        // Whole numbers: 0.7 * n is not where one expects it for every n.
        if (10 * position >= 8 * events) {
            return TEST;
        }
        return 10 * position >= 7 * events ? VALIDATION : null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
