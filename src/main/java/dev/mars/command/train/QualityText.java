// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.Measure;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Measures of alignments as text: a row a measure, a column a variant. */
final class QualityText {
    private static final int LABEL = 24;

    /** Empty if there is no variant. */
    static String table(Map<String, Map<String, Double>> quality) {
        if (quality.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" ".repeat(LABEL));
        quality.keySet().forEach(variant -> text.append(cell(variant, width(variant))));
        text.append(System.lineSeparator());
        for (Measure measure : Measure.values()) {
            text.append(("%-" + LABEL + "s").formatted(measure.key()));
            quality.forEach(
                    (variant, values) ->
                            text.append(cell(value(values.get(measure.key())), width(variant))));
            text.append(System.lineSeparator());
        }
        return text.toString();
    }

    static String counts(Map<String, Double> counts) {
        return counts.entrySet().stream()
                .map(count -> "%s %.0f".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String value(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static int width(String variant) {
        return Math.max(variant.length(), 7) + 2;
    }

    private static String cell(String text, int width) {
        return ("%" + width + "s").formatted(text);
    }

    private QualityText() {}
}
