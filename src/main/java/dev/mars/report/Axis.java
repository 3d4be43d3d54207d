// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A linear axis.
 *
 * @param title empty for none
 * @param min null to fit the data
 * @param max null to fit the data
 */
public record Axis(String title, Double min, Double max) {
    public static Axis fitted(String title) {
        return new Axis(title, null, null);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "linear");
        if (min != null) {
            json.put("min", min);
        }
        if (max != null) {
            json.put("max", max);
        }
        json.putObject("title").put("display", !title.isEmpty()).put("text", title);
        return json;
    }
}
