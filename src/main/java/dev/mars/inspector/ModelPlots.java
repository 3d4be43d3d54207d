// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.ItemViews;
import dev.mars.alignment.SpaceView;
import dev.mars.alignment.TrainingItem;
import dev.mars.topic.Inbound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The model that was published last, and where a sample of items lies before and after its
 * alignment. Safe for many threads.
 */
final class ModelPlots {
    /**
     * What the page draws.
     *
     * @param model null if there is none yet
     */
    record Plots(Model model, List<View> views) {}

    /** A model without its matrices. */
    record Model(
            String baseId,
            long version,
            String method,
            String verdict,
            long effectiveFrom,
            Map<String, Double> quality) {}

    /**
     * @param variant the alignment's method, or {@code base}
     */
    record View(String variant, List<Point> points) {}

    /** An item's two vectors on the two axes; all values within −1 and 1. */
    record Point(
            String itemId, String title, float textX, float textY, float imageX, float imageY) {}

    private final ItemBook items;
    private AlignmentModel model;
    private AlignmentModel drawn;
    private List<TrainingItem> drawnItems = List.of();
    private List<SpaceView> views = List.of();

    ModelPlots(ItemBook items) {
        this.items = items;
    }

    /** Takes what stands on the model topic, in its order. */
    synchronized void add(Inbound<AlignmentModel> read) {
        if (read.kind() == Inbound.Kind.VALUE) {
            model = read.value();
        } else if (read.kind() == Inbound.Kind.TOMBSTONE
                && model != null
                && read.id().equals(model.base().id() + "/" + model.version())) {
            model = null;
        }
    }

    /** Computed anew (some milliseconds) only if the model or the sample is another. */
    synchronized Plots plots() {
        if (model == null) {
            return new Plots(null, List.of());
        }
        List<TrainingItem> sample = items.sample();
        if (model != drawn || !sample.equals(drawnItems)) {
            views = ItemViews.of(model, sample);
            drawn = model;
            drawnItems = sample;
        }
        Model told =
                new Model(
                        model.base().id(),
                        model.version(),
                        model.method(),
                        model.verdict().name(),
                        model.effectiveFrom(),
                        model.quality());
        return new Plots(told, views.stream().map(this::titled).toList());
    }

    private View titled(SpaceView view) {
        List<Point> points = new ArrayList<>();
        for (SpaceView.Point p : view.points()) {
            points.add(
                    new Point(
                            p.itemId(),
                            items.title(p.itemId()),
                            p.textX(),
                            p.textY(),
                            p.imageX(),
                            p.imageY()));
        }
        return new View(view.variant(), points);
    }
}
