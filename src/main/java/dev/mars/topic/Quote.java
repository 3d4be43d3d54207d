// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

/** Shows a value that came from outside in a message: bounded, on one line. */
final class Quote {
    private static final int SHOWN = 80;

    /** The value in quotes, or what is shown of it and its length. */
    static String of(String value) {
        if (value == null) {
            return "null";
        }
        String cut = "\"" + printable(value, SHOWN) + "\"";
        return value.length() <= SHOWN ? cut : cut + "... (" + value.length() + " characters)";
    }

    /** At most {@code length} characters, control characters and lone surrogates replaced. */
    static String printable(String value, int length) {
        StringBuilder text = new StringBuilder(Math.min(length, value.length()));
        for (int i = 0; i < value.length() && i < length; i++) {
            char c = value.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return text.toString();
    }

    private Quote() {}
}
