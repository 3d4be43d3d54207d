// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.stream.JobMetric;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus would have of a job, at one moment: every subtask's value of each metric. */
final class Scrape {
    private static final Pattern LINE =
            Pattern.compile("(?<name>\\w+)\\{(?<labels>.*)\\} (?<value>\\S+)");

    private record Value(String name, String labels, double value) {}

    private final List<Value> values;

    /**
     * @param text in Prometheus' format
     */
    Scrape(String text) {
        values =
                text.lines()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .map(
                                line ->
                                        new Value(
                                                line.group("name"),
                                                line.group("labels"),
                                                Double.parseDouble(line.group("value"))))
                        .toList();
    }

    /** Of all subtasks, numbers only. */
    List<Double> of(JobMetric metric) {
        return of(metric.prometheusName(), "");
    }

    /**
     * @param label such as {@code tier="HIGH"}; empty for all
     */
    List<Double> of(String name, String label) {
        return values.stream()
                .filter(value -> value.name().equals(name) && value.labels().contains(label))
                .map(Value::value)
                .filter(Double::isFinite)
                .toList();
    }

    double sum(JobMetric metric, String label) {
        return sum(metric.prometheusName(), label);
    }

    double sum(String name, String label) {
        return of(name, label).stream().mapToDouble(Double::doubleValue).sum();
    }
}
