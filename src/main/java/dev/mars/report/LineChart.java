// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Lines over a common x.
 *
 * @param series points in ascending x; marks other than dashes are plain lines
 */
public record LineChart(Axis x, Axis y, List<Series> series) implements Chart {
    @Override
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "line");
        ArrayNode sets = json.putObject("data").putArray("datasets");
        for (Series one : series) {
            ObjectNode set = sets.addObject().put("label", one.name()).put("ink", one.ink().key());
            set.put("borderWidth", 2).put("pointRadius", 0);
            if (one.mark() == Mark.DASHES) {
                set.putArray("borderDash").add(7).add(4);
            }
            ArrayNode data = set.putArray("data");
            one.points().forEach(point -> Chart.add(data, point));
        }
        ObjectNode options = Chart.options(1.7, x, y);
        // Wherever the pointer is, all lines tell their value there.
        options.putObject("interaction").put("mode", "index").put("intersect", false);
        json.set("options", options);
        return json;
    }

    @Override
    public List<Legend> legend() {
        return Chart.legend(series);
    }
}
