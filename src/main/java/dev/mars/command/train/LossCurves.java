// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.LossPoint;
import dev.mars.report.Axis;
import dev.mars.report.Block;
import dev.mars.report.Columns;
import dev.mars.report.Figure;
import dev.mars.report.Ink;
import dev.mars.report.LineChart;
import dev.mars.report.Mark;
import dev.mars.report.Paragraph;
import dev.mars.report.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The terms of the loss over the steps of a training. */
final class LossCurves {
    static List<Block> of(List<LossPoint> curve) {
        if (curve.isEmpty()) {
            return List.of(
                    new Paragraph(
                            "There are none: no descent was run, or it ended before its first point."));
        }
        Axis steps = Axis.fitted("step");
        return List.of(
                new Paragraph(
                        "Means over the batches since the point before. They are of pairs that the"
                                + " training sees, and tell whether it has settled, not whether it"
                                + " is any good."),
                new Columns(
                        List.of(
                                new Figure(
                                        "Do partners find each other?",
                                        new LineChart(
                                                steps,
                                                Axis.fitted("loss"),
                                                List.of(
                                                        series(
                                                                "InfoNCE, nats",
                                                                Ink.GREEN,
                                                                Mark.LINE,
                                                                curve,
                                                                LossPoint::contrastive),
                                                        series(
                                                                "match: ‖text − image‖² / d",
                                                                Ink.GREY,
                                                                Mark.DASHES,
                                                                curve,
                                                                LossPoint::match))),
                                        ""),
                                new Figure(
                                        "Is each modality like N(0, I)?",
                                        new LineChart(
                                                steps,
                                                Axis.fitted("KSD²"),
                                                List.of(
                                                        series(
                                                                "text",
                                                                Ink.BLUE,
                                                                Mark.LINE,
                                                                curve,
                                                                LossPoint::steinText),
                                                        series(
                                                                "image",
                                                                Ink.VERMILION,
                                                                Mark.DASHES,
                                                                curve,
                                                                LossPoint::steinImage))),
                                        ""))));
    }

    private static Series series(
            String name,
            Ink ink,
            Mark mark,
            List<LossPoint> curve,
            ToDoubleFunction<LossPoint> term) {
        return new Series(
                name,
                ink,
                mark,
                curve.stream()
                        .map(point -> new Series.Point(point.step(), term.applyAsDouble(point)))
                        .toList());
    }

    private LossCurves() {}
}
