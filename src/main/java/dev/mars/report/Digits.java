// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them in tables. */
public final class Digits {
    private static final int SIGNIFICANT = 4;
    private static final String NONE = "–";

    /** Four significant digits, more only before the point; a dash for what is no number. */
    public static String significant(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < 1e-4 || size >= 1e9) {
            return minus(String.format(Locale.ROOT, "%.3e", value));
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        // Rounded first: 9.9999 has one digit before the point, but is shown with two.
        BigDecimal rounded = exact.round(new MathContext(SIGNIFICANT));
        int exponent = rounded.precision() - rounded.scale() - 1;
        int places = Math.max(0, SIGNIFICANT - 1 - exponent);
        return minus(exact.setScale(places, RoundingMode.HALF_UP).toPlainString());
    }

    /** A p-value; one below 0.001 is not told apart from others that are. */
    public static String pValue(double value) {
        return value < 0.001 ? "< 0.001" : significant(value);
    }

    /** A whole number with its thousands apart; others as {@link #significant}. */
    public static String count(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? minus(String.format(Locale.ROOT, "%,d", (long) value))
                : significant(value);
    }

    private static String minus(String digits) {
        return digits.replaceFirst("^-", "−");
    }

    private Digits() {}
}
