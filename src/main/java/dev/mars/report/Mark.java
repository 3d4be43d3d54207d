// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/** How a series is drawn, apart from its colour: a page may be printed in grey. */
public enum Mark {
    CIRCLE("<circle cx='9' cy='6' r='4'/>"),
    TRIANGLE("<path d='M9 1.5 13.5 10h-9z'/>"),
    LINE("<path d='M0 6h18' class='stroke'/>"),
    DASHES("<path d='M0 6h7m4 0h7' class='stroke'/>");

    private final String shape;

    Mark(String shape) {
        this.shape = shape;
    }

    /** A small picture for a legend. */
    String svg(Ink ink) {
        return "<svg class='ink-"
                + ink.key()
                + "' viewBox='0 0 18 12' width='18' height='12' aria-hidden='true'>"
                + shape
                + "</svg>";
    }
}
