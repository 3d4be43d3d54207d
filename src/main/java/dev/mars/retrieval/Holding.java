// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * A donor's latest event on an item that they hold.
 *
 * @param time event time, milliseconds since the epoch
 * @param code semantic code under which the event met the item
 */
public record Holding(long time, long code) {
    /** Which of two events decides an item's code: the later one, or of two the larger code. */
    boolean isLaterThan(Holding other) {
        return isLater(time, code, other.time, other.code);
    }

    static boolean isLater(long time, long code, long thanTime, long thanCode) {
        return time > thanTime || (time == thanTime && Long.compareUnsigned(code, thanCode) > 0);
    }
}
