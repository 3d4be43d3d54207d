// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

/**
 * A chart with a title and its legend.
 *
 * @param note a sentence below it; empty for none
 */
public record Figure(String title, Chart chart, String note) implements Block {
    @Override
    public void write(Html html) {
        html.chart();
        html.open("figure", "class", "chart").element("figcaption", title);
        html.open("div", "class", "legend");
        for (Chart.Legend legend : chart.legend()) {
            html.open("span").raw(legend.mark().svg(legend.ink())).text(legend.name());
            html.close("span");
        }
        html.close("div").open("div", "class", "canvas");
        html.open("canvas", "role", "img", "aria-label", title).close("canvas").close("div");
        // No string can end the element, or hide its end, without this character.
        String json = chart.json().toString().replace("<", "\\u003c");
        html.open("script", "type", "application/json").raw(json).close("script");
        if (!note.isEmpty()) {
            html.element("p", note, "class", "note");
        }
        html.close("figure");
    }
}
