// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Points in a square, with the same length for a unit of x and of y if the axes have the same
 * range.
 *
 * @param links thin lines under the points
 * @param linkName what the lines mean, for the legend
 */
public record ScatterChart(Axis x, Axis y, List<Series> series, List<Link> links, String linkName)
        implements Chart {
    /** A line between two points. */
    public record Link(double fromX, double fromY, double toX, double toY) {}

    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "scatter");
        json.put("square", true);
        ArrayNode sets = json.putObject("data").putArray("datasets");
        for (Series one : series) {
            ObjectNode set = sets.addObject().put("label", one.name()).put("ink", one.ink().key());
            set.put("pointStyle", one.mark() == Mark.TRIANGLE ? "triangle" : "circle");
            set.put("radius", one.mark() == Mark.TRIANGLE ? 4 : 3).put("hoverRadius", 6);
            ArrayNode data = set.putArray("data");
            one.points().forEach(point -> Chart.add(data, point));
        }
        if (!links.isEmpty()) {
            addLinks(sets.addObject());
        }
        json.set("options", Chart.options(1, x, y));
        return json;
    }

    /** One line with gaps, which nothing can point at. */
    private void addLinks(ObjectNode set) {
        set.put("label", linkName).put("ink", Ink.GREY.key());
        set.put("showLine", true).put("borderWidth", 1);
        set.put("radius", 0).put("hoverRadius", 0).put("hitRadius", 0);
        // The larger is drawn earlier.
        set.put("order", 1);
        ArrayNode data = set.putArray("data");
        for (Link link : links) {
            Chart.add(data, new Series.Point(link.fromX(), link.fromY()));
            Chart.add(data, new Series.Point(link.toX(), link.toY()));
            Chart.add(data, new Series.Point(Double.NaN, Double.NaN));
        }
    }

    @Override
    public List<Legend> legend() {
        List<Legend> legend = new ArrayList<>(Chart.legend(series));
        if (!links.isEmpty()) {
            legend.add(new Legend(linkName, Ink.GREY, Mark.LINE));
        }
        return legend;
    }
}
