// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.List;

/**
 * A numbered list. Entries longer than a few lines are cut, and shown whole when pointed at.
 *
 * @param note a few words below it; empty for none
 */
public record Listing(String heading, List<Entry> entries, String note) implements Block {
    /**
     * @param marked it is the one to look for
     */
    public record Entry(String text, boolean marked) {}

    @Override
    public void write(Html html) {
        html.open("div", "class", "listing").element("h4", heading).open("ol");
        for (Entry entry : entries) {
            html.open("li", "class", entry.marked() ? "marked" : "plain");
            String text = entry.marked() ? "✓ " + entry.text() : entry.text();
            html.element(
                    entry.marked() ? "strong" : "span",
                    text,
                    "class",
                    "clip",
                    "title",
                    entry.text());
            html.close("li");
        }
        html.close("ol");
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note");
        }
        html.close("div");
    }
}
