// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Values with their intervals, one below the other, each under its name.
 *
 * @param bars from top to bottom; values that are none leave a gap
 * @param value what a value is, for the legend
 * @param interval what an interval is, for the legend
 */
public record IntervalChart(Axis x, List<Bar> bars, String value, String interval)
        implements Chart {
    public record Bar(String name, double value, double low, double high) {}

    private static final int BAR = 26;
    private static final double WIDTH = 640;

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "bar");
        json.put("intervals", true);
        ObjectNode data = json.putObject("data");
        ArrayNode names = data.putArray("labels");
        bars.forEach(bar -> names.add(bar.name()));
        ArrayNode sets = data.putArray("datasets");
        ObjectNode values = sets.addObject().put("label", value).put("ink", Ink.VERMILION.key());
        values.put("type", "line").put("showLine", false).put("pointRadius", 4);
        ArrayNode points = values.putArray("data");
        ObjectNode spans = sets.addObject().put("label", interval).put("ink", Ink.BLUE.key());
        spans.put("barThickness", 7);
        ArrayNode lengths = spans.putArray("data");
        for (Bar bar : bars) {
            if (Double.isFinite(bar.value())) {
                points.add(bar.value());
            } else {
                points.addNull();
            }
            if (Double.isFinite(bar.low()) && Double.isFinite(bar.high())) {
                lengths.addArray().add(bar.low()).add(bar.high());
            } else {
                lengths.addNull();
            }
        }
        Axis none = Axis.fitted("");
        ObjectNode options = Chart.options(WIDTH / (90 + BAR * bars.size()), x, none);
        options.put("indexAxis", "y");
        // Lengths of bars say nothing here, their places do.
        ((ObjectNode) options.path("scales").path("x")).put("beginAtZero", false);
        ObjectNode y = (ObjectNode) options.path("scales").path("y");
        y.put("type", "category").putObject("ticks").put("autoSkip", false);
        json.set("options", options);
        return json;
    }

    @Override
    public List<Legend> legend() {
        return List.of(
                new Legend(value, Ink.VERMILION, Mark.CIRCLE),
                new Legend(interval, Ink.BLUE, Mark.LINE));
    }
}
