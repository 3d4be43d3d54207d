// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;

/** Where items lie before a published model's alignment, and where after. */
public final class ItemViews {
    /**
     * The first {@value HeldOutViews#POINTS} items of which the model's base can use both vectors.
     *
     * @param items others among them are passed over
     * @return the base and the unified space, see {@link SpaceView}; empty if the model knows one
     *     modality only, or none of the items can be shown
     */
    public static List<SpaceView> of(AlignmentModel model, List<TrainingItem> items) {
        Alignment alignment = model.alignment();
        if (alignment.text() == null || alignment.image() == null) {
            return List.of();
        }
        List<BaseFeatures> pairs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (TrainingItem item : items) {
            BaseFeatures features = features(model.base(), item);
            if (features.isPair()) {
                pairs.add(features);
                ids.add(item.itemId());
            }
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Alignment identity = Alignment.identity(model.base().dimensions());
        return List.of(
                HeldOutViews.view(ModelTrainer.BASE, identity, pairs, ids),
                HeldOutViews.view(model.method(), alignment, pairs, ids));
    }

    /** None of an item from another encoder: the job makes a dead letter of it. */
    private static BaseFeatures features(Base base, TrainingItem item) {
        try {
            return base.project(item.text(), item.image());
        } catch (IllegalArgumentException e) {
            return BaseFeatures.NONE;
        }
    }

    private ItemViews() {}
}
