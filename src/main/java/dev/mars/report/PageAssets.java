// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/** What reports look like and are drawn with, for pages that are served and not written. */
public final class PageAssets {
    /** The style sheet. */
    public static String style() {
        return Inlined.style().text();
    }

    /**
     * Chart.js, whole.
     *
     * @throws IllegalStateException if it is not on the class path, as in the job jar
     */
    public static String charts() {
        return Inlined.charts().text();
    }

    private PageAssets() {}
}
