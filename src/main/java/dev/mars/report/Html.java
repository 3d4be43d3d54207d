// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/**
 * HTML as it grows. Whatever comes in as text or as an attribute's value is escaped, so that
 * foreign text cannot end an element or begin one; tags and attribute names are ours.
 */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private boolean charts;

    /**
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return this;
    }

    /** Text that is HTML, a script or a style already. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    /** The page has a chart, and so needs the library that draws it. */
    void chart() {
        charts = true;
    }

    boolean hasCharts() {
        return charts;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
