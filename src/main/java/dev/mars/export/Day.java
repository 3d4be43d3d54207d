// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import java.time.LocalDate;

/**
 * A day in UTC.
 *
 * @param number days since the epoch
 */
record Day(long number) implements Comparable<Day> {
    private static final long MILLIS = 86_400_000;
    private static final String PREFIX = "day=";

    /**
     * @param time milliseconds since the epoch
     */
    static Day of(long time) {
        return new Day(Math.floorDiv(time, MILLIS));
    }

    static Day parse(String text) {
        return new Day(LocalDate.parse(text).toEpochDay());
    }

    /** First millisecond behind it. */
    long end() {
        return (number + 1) * MILLIS;
    }

    /** Where its files lie, as tools that know partitioned data sets expect it. */
    String directory() {
        return PREFIX + this;
    }

    @Override
    public int compareTo(Day other) {
        return Long.compare(number, other.number);
    }

    /** Such as 2025-02-25. */
    @Override
    public String toString() {
        return LocalDate.ofEpochDay(number).toString();
    }
}
