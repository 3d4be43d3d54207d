// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Estimate;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Quality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every figure of an evaluation of retrieval, for machines: worlds, in each the moments, in each
 * the parts, in each the segments, in each the variants; a figure is {@code {value, low, high}},
 * null where it is not defined.
 */
final class RetrievalJson {
    static Map<String, Object> of(RetrievalReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataSet", report.dataSet());
        json.put("events", report.events());
        json.put("seed", report.seed());
        json.put("resamples", report.resamples());
        json.put("variants", report.variants());
        Map<String, Object> worlds = new LinkedHashMap<>();
        for (RetrievalReport.OfWorld world : report.worlds()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("settings", world.title());
            world.comparisons()
                    .forEach((moment, comparisons) -> told.put(moment.title(), parts(comparisons)));
            worlds.put(world.name(), told);
        }
        json.put("worlds", worlds);
        return json;
    }

    private static Map<String, Object> parts(List<Comparison> comparisons) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            Map<String, Object> segments = new LinkedHashMap<>();
            comparisons.stream()
                    .filter(one -> one.part() == part)
                    .forEach(one -> segments.put(one.segment().title(), segment(one)));
            json.put(part.toString(), segments);
        }
        return json;
    }

    private static Map<String, Object> segment(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("positives", comparison.positives());
        json.put("users", comparison.users());
        Map<String, Object> variants = new LinkedHashMap<>();
        comparison
                .estimates()
                .forEach(
                        (variant, estimates) -> {
                            Map<String, Object> told = figures(estimates);
                            comparison
                                    .differences()
                                    .get(variant)
                                    .forEach(
                                            (from, differences) ->
                                                    told.put(
                                                            "minus " + from, figures(differences)));
                            variants.put(variant, told);
                        });
        json.put("variants", variants);
        return json;
    }

    private static Map<String, Object> figures(Map<Quality, Estimate> estimates) {
        Map<String, Object> json = new LinkedHashMap<>();
        estimates.forEach(
                (quality, estimate) -> {
                    Map<String, Object> figure = new LinkedHashMap<>();
                    figure.put("value", finite(estimate.value()));
                    figure.put("low", finite(estimate.low()));
                    figure.put("high", finite(estimate.high()));
                    json.put(quality.key(), figure);
                });
        return json;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private RetrievalJson() {}
}
