// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.report.Axis;
import dev.mars.report.Block;
import dev.mars.report.Digits;
import dev.mars.report.Figure;
import dev.mars.report.Ink;
import dev.mars.report.IntervalChart;
import dev.mars.report.LineChart;
import dev.mars.report.Mark;
import dev.mars.report.Page;
import dev.mars.report.Paragraph;
import dev.mars.report.Series;
import dev.mars.report.Table;
import dev.mars.report.Table.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The figures of a run as a page to look at. */
final class JobPage {
    private final JsonNode report;
    private final Page page;

    static Page of(Map<String, Object> report) {
        return new JobPage(new ObjectMapper().valueToTree(report)).page;
    }

    private JobPage(JsonNode report) {
        this.report = report;
        page =
                new Page(
                        "The augmentation job, measured",
                        "%s cores, Java %s, load average %s before and %s after"
                                .formatted(
                                        report.path("cores").asText(),
                                        report.path("java").asText(),
                                        digits(report.path("loadAverageBefore")),
                                        digits(report.path("loadAverageAfter"))));
        if (report.has("throughput")) {
            page.section("Throughput", throughput());
            page.section("Processor time by threads", threads());
        }
        for (String part :
                List.of("latency", "latencyWithCheckpoints", "recovery", "state", "skew")) {
            if (report.has(part)) {
                page.section(heading(part), figures(report.path(part)));
            }
        }
        if (report.has("growth")) {
            page.section("Growth", growth());
        }
        page.section("Settings", figures(report.path("settings")));
    }

    private static String heading(String part) {
        String words = part.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private List<Block> throughput() {
        List<IntervalChart.Bar> bars = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> variant : report.path("throughput").properties()) {
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            for (JsonNode round : variant.getValue().path("rounds")) {
                low = Math.min(low, round.path("eventsPerSecond").asDouble());
                high = Math.max(high, round.path("eventsPerSecond").asDouble());
            }
            bars.add(
                    new IntervalChart.Bar(
                            variant.getKey(),
                            variant.getValue().path("eventsPerSecond").asDouble(),
                            low,
                            high));
            rows.add(
                    List.of(
                            Cell.of(variant.getKey()),
                            Cell.number(digits(variant.getValue().path("eventsPerSecond"))),
                            Cell.number(digits(variant.getValue().path("cpuSecondsPerMillion"))),
                            Cell.number(digits(report.path("ratio." + variant.getKey()))),
                            Cell.number(
                                    digits(report.path("ratio." + variant.getKey() + ".cpu")))));
        }
        return List.of(
                new Figure(
                        "Events per second",
                        new IntervalChart(Axis.fitted("events/s"), bars, "median", "least to most"),
                        ""),
                new Table(
                        List.of(
                                Cell.of("Job"),
                                Cell.numbers("Events/s", "median"),
                                Cell.numbers("CPU s", "per million events"),
                                Cell.numbers("Ratio", "of events/s"),
                                Cell.numbers("Ratio", "of CPU s")),
                        rows));
    }

    /** Of the last round of each variant. */
    private Block threads() {
        Map<String, List<Cell>> rows = new TreeMap<>();
        List<Cell> header = new ArrayList<>(List.of(Cell.of("Threads")));
        List<JsonNode> variants = new ArrayList<>();
        for (Map.Entry<String, JsonNode> variant : report.path("throughput").properties()) {
            header.add(Cell.numbers(variant.getKey(), "CPU s per million"));
            JsonNode rounds = variant.getValue().path("rounds");
            variants.add(rounds.path(rounds.size() - 1).path("cpuSecondsPerMillionByThreads"));
        }
        variants.forEach(
                variant ->
                        variant.fieldNames()
                                .forEachRemaining(
                                        name ->
                                                rows.computeIfAbsent(
                                                        name,
                                                        n ->
                                                                new ArrayList<>(
                                                                        List.of(Cell.of(n))))));
        rows.forEach(
                (name, row) ->
                        variants.forEach(
                                variant -> row.add(Cell.number(digits(variant.path(name))))));
        return new Table(header, List.copyOf(rows.values()));
    }

    private List<Block> growth() {
        List<JsonNode> points = new ArrayList<>();
        report.path("growth").forEach(points::add);
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode point : points) {
            rows.add(
                    List.of(
                            Cell.number(digits(point.path("users"))),
                            Cell.number(digits(point.path("donorsWanted"))),
                            Cell.number(digits(point.at("/state/cpuSecondsPerMillion"))),
                            Cell.number(digits(point.at("/throughput/cpuSecondsPerMillion")))));
        }
        Table table =
                new Table(
                        List.of(
                                Cell.numbers("Users", ""),
                                Cell.numbers("Donors", "wanted"),
                                Cell.numbers("CPU s per million", "nobody low-active"),
                                Cell.numbers("CPU s per million", "some low-active")),
                        rows);
        return List.of(
                chart(
                        "By users, with a twentieth of them donors",
                        points.stream().filter(JobPage::isTwentieth).toList(),
                        point -> point.path("users").asDouble()),
                chart(
                        "By donors, of the most users",
                        points.stream().filter(point -> isOfMost(point, points)).toList(),
                        point -> point.path("donorsWanted").asDouble()),
                table);
    }

    private static boolean isTwentieth(JsonNode point) {
        return point.path("users").asInt() == 20 * point.path("donorsWanted").asInt();
    }

    private static boolean isOfMost(JsonNode point, List<JsonNode> points) {
        return points.stream()
                .allMatch(one -> one.path("users").asInt() <= point.path("users").asInt());
    }

    private static Figure chart(
            String title, List<JsonNode> points, ToDoubleFunction<JsonNode> size) {
        List<Series> lines = new ArrayList<>();
        for (Variant variant : List.of(Variant.STATE, Variant.THROUGHPUT)) {
            lines.add(
                    new Series(
                            variant == Variant.STATE ? "nobody low-active" : "some low-active",
                            variant == Variant.STATE ? Ink.BLUE : Ink.VERMILION,
                            Mark.LINE,
                            points.stream()
                                    .sorted(Comparator.comparingDouble(size))
                                    .map(
                                            point ->
                                                    new Series.Point(
                                                            Math.log10(size.applyAsDouble(point)),
                                                            point.at(
                                                                            "/"
                                                                                    + variant
                                                                                    + "/cpuSecondsPerMillion")
                                                                    .asDouble()))
                                    .toList()));
        }
        return new Figure(
                title,
                new LineChart(
                        Axis.fitted("how many, log10"),
                        new Axis("CPU seconds per million events", 0.0, null),
                        lines),
                "");
    }

    /** Numbers and texts by name; what is made of further ones is in the JSON. */
    private static List<Block> figures(JsonNode of) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> figure : of.properties()) {
            if (figure.getValue().isValueNode()) {
                rows.add(List.of(Cell.of(figure.getKey()), Cell.number(digits(figure.getValue()))));
            }
        }
        return rows.isEmpty()
                ? List.of(new Paragraph("Nothing."))
                : List.of(new Table(List.of(Cell.of("Figure"), Cell.numbers("Value", "")), rows));
    }

    private static String digits(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Digits.count(value.asLong());
        }
        if (value.isNumber()) {
            double number = value.asDouble();
            return Math.abs(number) >= 1_000
                    ? Digits.count(Math.round(number))
                    : String.format(Locale.ROOT, "%.3f", number);
        }
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }
}
