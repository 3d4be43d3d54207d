// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.util.Arrays;
import java.util.List;

/**
 * A table; the first cell of each row names it.
 *
 * @param header as many cells as each row
 */
public record Table(List<Cell> header, List<List<Cell>> rows) implements Block {
    /**
     * @param small beside or below the text; empty for none
     * @param number it is set to the right, digits below digits
     * @param marked it is the one to look for
     */
    public record Cell(String text, String small, boolean number, boolean marked) {
        public static Cell of(String text) {
            return new Cell(text, "", false, false);
        }

        public static Cell of(String text, String small) {
            return new Cell(text, small, false, false);
        }

        public static Cell number(String digits) {
            return new Cell(digits, "", true, false);
        }

        /** The head of a column of numbers. */
        public static Cell numbers(String text, String small) {
            return new Cell(text, small, true, false);
        }

        public Cell marked(boolean marked) {
            return new Cell(text, small, number, marked);
        }

        private void write(Html html, String tag, String... attributes) {
            String[] all = Arrays.copyOf(attributes, attributes.length + 2);
            all[attributes.length] = "class";
            all[attributes.length + 1] = (number ? "number" : "words") + (marked ? " marked" : "");
            html.open(tag, all);
            if (marked) {
                html.element("strong", text);
            } else {
                html.text(text);
            }
            if (!small.isEmpty()) {
                html.element("small", small);
            }
            html.close(tag);
        }
    }

    /**
     * @throws IllegalArgumentException if a row is longer or shorter than the header
     */
    public Table {
        for (List<Cell> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "a row of "
                                + row.size()
                                + " cells under a header of "
                                + header.size()
                                + ": "
                                + row);
            }
        }
    }

    @Override
    public void write(Html html) {
        // A frame that scrolls by itself: a wide table must not make a phone's whole page wide. One
        // that scrolls must be reachable with the keyboard.
        html.open("div", "class", "table", "tabindex", "0").open("table").open("thead").open("tr");
        header.forEach(cell -> cell.write(html, "th", "scope", "col"));
        html.close("tr").close("thead").open("tbody");
        for (List<Cell> row : rows) {
            html.open("tr");
            row.get(0).write(html, "th", "scope", "row");
            row.subList(1, row.size()).forEach(cell -> cell.write(html, "td"));
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }
}
