// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.Measure;
import dev.mars.alignment.TrainingReport;
import dev.mars.alignment.Verdict;
import dev.mars.report.Block;
import dev.mars.report.Digits;
import dev.mars.report.Paragraph;
import dev.mars.report.Table;
import dev.mars.report.Table.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The measures of a report, a column a variant. */
final class GateTable {
    /** By the report, how many pairs were held out. */
    private static final String HELD_OUT = "heldOutPairs";

    private final Map<String, Map<String, Double>> quality;
    private final Map<String, Double> counts;
    private final String taken;

    GateTable(TrainingReport report) {
        quality = report.quality();
        counts = report.counts();
        taken = report.verdict() == Verdict.REFUSED ? "" : report.method();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (quality.isEmpty()) {
            blocks.add(
                    new Paragraph(
                            "Nothing was measured: no pairs of text and image were held out."));
            return blocks;
        }
        blocks.add(
                new Paragraph(
                        "All of pairs that the training has not seen. The best of each row is"
                                + " bold; p-values are not ranked."));
        List<Cell> header = new ArrayList<>(List.of(Cell.of("Measure")));
        for (String variant : quality.keySet()) {
            header.add(Cell.numbers(variant, variant.equals(taken) ? "taken" : ""));
        }
        header.add(Cell.of("Better"));
        blocks.add(new Table(header, rows()));
        Double heldOut = counts.get(HELD_OUT);
        if (heldOut != null && heldOut >= 10) {
            blocks.add(
                    new Paragraph(
                            "By chance, one of "
                                    + Digits.count(heldOut)
                                    + " candidates is the right one with probability "
                                    + Digits.significant(1 / heldOut)
                                    + " and among ten with "
                                    + Digits.significant(10 / heldOut)
                                    + ": recall near that is none."));
        }
        return blocks;
    }

    private List<List<Cell>> rows() {
        List<List<Cell>> rows = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>();
        quality.values().forEach(measures -> unknown.addAll(measures.keySet()));
        for (Measure measure : Measure.values()) {
            if (unknown.remove(measure.key())) {
                rows.add(row(measure));
            }
        }
        for (String key : unknown) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(key)));
            for (Map<String, Double> measures : quality.values()) {
                row.add(Cell.number(Digits.significant(measures.getOrDefault(key, Double.NaN))));
            }
            row.add(Cell.of(""));
            rows.add(row);
        }
        return rows;
    }

    private List<Cell> row(Measure measure) {
        Aim aim = Aim.of(measure);
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(measure.meaning(), measure.key()));
        double best = Double.POSITIVE_INFINITY;
        double worst = Double.NEGATIVE_INFINITY;
        for (Map<String, Double> measures : quality.values()) {
            double distance = aim.distance(value(measures, measure));
            if (Double.isFinite(distance)) {
                best = Math.min(best, distance);
                worst = Math.max(worst, distance);
            }
        }
        for (Map<String, Double> measures : quality.values()) {
            double value = value(measures, measure);
            String digits =
                    aim == Aim.NONE && Double.isFinite(value)
                            ? Digits.pValue(value)
                            : Digits.significant(value);
            // Where all are the same, none is the best.
            row.add(Cell.number(digits).marked(best < worst && aim.distance(value) == best));
        }
        row.add(Cell.of(aim.words));
        return row;
    }

    private static double value(Map<String, Double> measures, Measure measure) {
        return measures.getOrDefault(measure.key(), Double.NaN);
    }

    /** What a measure should be near. */
    private enum Aim {
        ZERO("nearer\u00a00", 0),
        HALF("nearer\u00a00.5", 0.5),
        ONE("higher", 1),
        NONE("", Double.NaN);

        private final String words;
        private final double target;

        Aim(String words, double target) {
            this.words = words;
            this.target = target;
        }

        /** Not a number if there is no aim or no value. */
        double distance(double value) {
            return Math.abs(value - target);
        }

        static Aim of(Measure measure) {
            return switch (measure) {
                // An unbiased estimate of what is never negative may itself be a little below 0.
                case KSD_RBF_TEXT, KSD_RBF_IMAGE, KSD_IMQ_TEXT, KSD_IMQ_IMAGE -> ZERO;
                case CENTROID_GAP, RELATIVE_GAP -> ZERO;
                case PROBE -> HALF;
                case RECALL_1_TEXT, RECALL_1_IMAGE, RECALL_10_TEXT, RECALL_10_IMAGE -> ONE;
                case P_RBF_TEXT, P_RBF_IMAGE, P_IMQ_TEXT, P_IMQ_IMAGE -> NONE;
            };
        }
    }
}
