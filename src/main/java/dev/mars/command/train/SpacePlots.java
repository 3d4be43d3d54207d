// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.SpaceView;
import dev.mars.alignment.TrainingReport;
import dev.mars.report.Axis;
import dev.mars.report.Block;
import dev.mars.report.Columns;
import dev.mars.report.Figure;
import dev.mars.report.Ink;
import dev.mars.report.Mark;
import dev.mars.report.Paragraph;
import dev.mars.report.ScatterChart;
import dev.mars.report.ScatterChart.Link;
import dev.mars.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The spaces of a report as scatter plots of one scale. */
final class SpacePlots {
    /** Of all pairs, the lines would hide the points. */
    private static final int LINKS = 40;

    private static final String BASE = "base";

    static List<Block> of(TrainingReport report, Function<String, String> titles) {
        List<SpaceView> views =
                report.views().stream().filter(view -> !view.points().isEmpty()).toList();
        if (views.isEmpty()) {
            return List.of(
                    new Paragraph(
                            "There is nothing to show: no pairs of text and image were held out."));
        }
        List<Figure> figures = new ArrayList<>();
        for (SpaceView view : views) {
            figures.add(new Figure(name(view.variant()), chart(view.points(), titles), ""));
        }
        return List.of(
                new Paragraph(
                        "Items that the training has not seen, as unit vectors, both modalities on"
                                + " the same two orthogonal directions of their space. All axes"
                                + " have the same scale. Each space has directions of its own:"
                                + " compare how far the colours are apart and how long the lines"
                                + " are, not where a point lies."),
                new Columns(figures));
    }

    private static String name(String variant) {
        return variant.equals(BASE) ? "Before: base" : "After: " + variant;
    }

    private static ScatterChart chart(
            List<SpaceView.Point> points, Function<String, String> titles) {
        List<Series.Point> texts = new ArrayList<>();
        List<Series.Point> images = new ArrayList<>();
        for (SpaceView.Point point : points) {
            String title = titles.apply(point.itemId());
            texts.add(new Series.Point(round(point.textX()), round(point.textY()), title));
            images.add(new Series.Point(round(point.imageX()), round(point.imageY()), title));
        }
        List<Link> links = new ArrayList<>();
        for (SpaceView.Point point : spread(points)) {
            links.add(
                    new Link(
                            round(point.textX()),
                            round(point.textY()),
                            round(point.imageX()),
                            round(point.imageY())));
        }
        Axis axis = new Axis("", -1.0, 1.0);
        return new ScatterChart(
                axis,
                axis,
                List.of(
                        new Series("text", Ink.BLUE, Mark.CIRCLE, texts),
                        new Series("image", Ink.VERMILION, Mark.TRIANGLE, images)),
                links,
                links.size() == points.size()
                        ? "an item's text and image"
                        : "text and image of " + links.size() + " of the items");
    }

    /** {@value #LINKS} points or all, at even distances: the same items in each view. */
    private static List<SpaceView.Point> spread(List<SpaceView.Point> points) {
        int count = Math.min(LINKS, points.size());
        List<SpaceView.Point> spread = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            spread.add(points.get((int) ((long) i * points.size() / count)));
        }
        return spread;
    }

    /** More digits would make the page longer and no point move. */
    private static double round(float value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    private SpacePlots() {}
}
