// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/** The rule that a model holds finite numbers only, and as many as its dimensions say. */
final class Finite {
    static void check(String what, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    what
                            + " has "
                            + values.length
                            + " values; the dimensions ask for "
                            + length
                            + "; the model is damaged or was put together wrongly");
        }
        int at = firstNotFinite(values);
        if (at >= 0) {
            throw new IllegalArgumentException(
                    what
                            + "["
                            + at
                            + "] is "
                            + values[at]
                            + "; a model holds finite values only; train it anew");
        }
    }

    /** Index of the first NaN or infinite value, or -1. */
    static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private Finite() {}
}
