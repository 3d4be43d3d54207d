// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Chart.js draws, as its configuration. What JSON cannot say (functions, the colours of the
 * theme) page.js adds: a data set names its colour by {@code ink}.
 */
public sealed interface Chart permits IntervalChart, LineChart, ScatterChart {
    /** Chart.js's configuration. */
    ObjectNode json();

    /** What is to be explained beside it. */
    List<Legend> legend();

    /** A name and how it is drawn. */
    record Legend(String name, Ink ink, Mark mark) {}

    /** Options that all charts have, with a width of so many times their height. */
    static ObjectNode options(double aspectRatio, Axis x, Axis y) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("aspectRatio", aspectRatio);
        // A page is printed and photographed as soon as it is there.
        options.put("animation", false);
        options.putObject("scales").<ObjectNode>set("x", x.json()).set("y", y.json());
        // It is HTML beside the chart: there it wraps, and leaves a square chart square.
        options.putObject("plugins").putObject("legend").put("display", false);
        return options;
    }

    /** Appends a point, or the gap that a number which is none leaves. */
    static void add(ArrayNode data, Series.Point point) {
        ObjectNode json = data.addObject();
        if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
            json.put("x", point.x()).put("y", point.y());
        } else {
            json.putNull("x").putNull("y");
        }
        if (point.label() != null) {
            json.put("label", point.label());
        }
    }

    static List<Legend> legend(List<Series> series) {
        List<Legend> legend = new ArrayList<>();
        series.forEach(one -> legend.add(new Legend(one.name(), one.ink(), one.mark())));
        return legend;
    }
}
