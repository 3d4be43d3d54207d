// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Timestamps as data sets write them, seconds since the epoch with up to three decimals, against
 * milliseconds, exactly: no double is involved.
 */
final class Seconds {
    /** The year 5138; what is larger has been milliseconds each time. */
    static final long MAX = 99_999_999_999L;

    static final String RULE =
            "it must be seconds since the epoch, 0 to " + MAX + ", with at most 3 decimals";

    /** Milliseconds, or empty if the text breaks {@link #RULE}. */
    static OptionalLong parse(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(MAX)) > 0) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(seconds.movePointRight(3).longValueExact());
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    static String format(long millis) {
        return millis % 1000 == 0
                ? Long.toString(millis / 1000)
                : BigDecimal.valueOf(millis, 3).toPlainString();
    }

    private Seconds() {}
}
