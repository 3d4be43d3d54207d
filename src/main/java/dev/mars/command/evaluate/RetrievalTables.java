// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Estimate;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Quality;
import dev.mars.evaluation.Segment;
import dev.mars.report.Axis;
import dev.mars.report.Block;
import dev.mars.report.Digits;
import dev.mars.report.Figure;
import dev.mars.report.IntervalChart;
import dev.mars.report.Table;
import dev.mars.report.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables and charts of an evaluation of retrieval. */
final class RetrievalTables {
    private static final List<Quality> FIGURES =
            List.of(
                    Quality.AUC_POPULAR,
                    Quality.AUC_UNIFORM,
                    Quality.GAP,
                    Quality.HIT_RATE,
                    Quality.ANSWERED);
    private static final List<Quality> DIFFERENCES =
            List.of(Quality.AUC_POPULAR, Quality.AUC_UNIFORM, Quality.GAP);

    static String title(Quality quality) {
        return switch (quality) {
            case AUC_POPULAR -> "AUC, popularity";
            case AUC_UNIFORM -> "AUC, uniform";
            case GAP -> "gap";
            case HIT_RATE -> "hit rate";
            case ANSWERED -> "answered";
        };
    }

    /** A row a variant, a column a figure. */
    static Block figures(Comparison comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        comparison
                .estimates()
                .forEach((variant, estimates) -> rows.add(row(variant, estimates, FIGURES, false)));
        return new Table(header(FIGURES), rows);
    }

    /** The same of the paired differences to a variant; those whose interval leaves 0 stand out. */
    static Block differences(Comparison comparison, String from) {
        List<List<Cell>> rows = new ArrayList<>();
        comparison
                .differences()
                .forEach(
                        (variant, differences) -> {
                            if (differences.containsKey(from)) {
                                rows.add(row(variant, differences.get(from), DIFFERENCES, true));
                            }
                        });
        return new Table(header(DIFFERENCES), rows);
    }

    /** A row a variant, a column a segment. */
    static Block segments(
            RetrievalReport.OfWorld world, Moment moment, Part part, Quality quality) {
        List<Cell> header = new ArrayList<>(List.of(Cell.of("Variant")));
        for (Segment segment : Segment.values()) {
            Comparison one = world.of(moment, part, segment);
            header.add(
                    Cell.numbers(
                            segment.title(),
                            Digits.count(one.positives())
                                    + " of "
                                    + Digits.count(one.users())
                                    + " users"));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (String variant : world.of(moment, part, Segment.ALL).estimates().keySet()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(variant)));
            for (Segment segment : Segment.values()) {
                Map<Quality, Estimate> estimates =
                        world.of(moment, part, segment).estimates().get(variant);
                row.add(cell(estimates.get(quality), false));
            }
            rows.add(row);
        }
        return new Table(header, rows);
    }

    static Block chart(Comparison comparison, Quality quality, String note) {
        List<IntervalChart.Bar> bars = new ArrayList<>();
        comparison
                .estimates()
                .forEach(
                        (variant, estimates) -> {
                            Estimate estimate = estimates.get(quality);
                            bars.add(
                                    new IntervalChart.Bar(
                                            variant,
                                            estimate.value(),
                                            estimate.low(),
                                            estimate.high()));
                        });
        return new Figure(
                title(quality),
                new IntervalChart(Axis.fitted(""), bars, "value", "95 % interval"),
                note);
    }

    private static List<Cell> header(List<Quality> qualities) {
        List<Cell> header = new ArrayList<>(List.of(Cell.of("Variant")));
        qualities.forEach(quality -> header.add(Cell.numbers(title(quality), "")));
        return header;
    }

    private static List<Cell> row(
            String variant,
            Map<Quality, Estimate> estimates,
            List<Quality> qualities,
            boolean signed) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(variant)));
        qualities.forEach(quality -> row.add(cell(estimates.get(quality), signed)));
        return row;
    }

    private static Cell cell(Estimate estimate, boolean signed) {
        String text = RetrievalText.interval(estimate, signed);
        int bracket = text.indexOf(" [");
        boolean leavesZero = signed && (estimate.low() > 0 || estimate.high() < 0);
        return new Cell(text.substring(0, bracket), text.substring(bracket), true, leavesZero);
    }

    private RetrievalTables() {}
}
