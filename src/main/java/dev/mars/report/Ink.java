// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.Locale;

/**
 * Colours of Okabe and Ito's palette, which the colour-blind can tell apart. Their values are in
 * the style sheet, lighter ones where the page is dark.
 */
public enum Ink {
    BLUE,
    VERMILION,
    GREEN,
    GREY;

    /** As the style sheet has it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
