// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** If one of these fails, the plot of a model is of another space than the job compares in. */
class ItemViewsTest {
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(8, 1, 50_000, 0.01, DescentSettings.DEFAULT, true, Method.CCA);
    private static final List<TrainingItem> ITEMS = PlantedItems.pairs(1_200, 5);
    private static final TrainedModel TRAINED =
            ModelTrainer.train(ITEMS, null, SETTINGS, TrainingProgress.SILENT);
    private static final AlignmentModel MODEL = TRAINED.at(1, 0);

    /** The same items look the same from the published model alone. */
    @Test
    void showsWhatTheTrainingShowed() {
        List<SpaceView> shown = TRAINED.report().views();
        Map<String, TrainingItem> byId =
                ITEMS.stream().collect(Collectors.toMap(TrainingItem::itemId, Function.identity()));
        List<TrainingItem> heldOut =
                shown.get(0).points().stream().map(point -> byId.get(point.itemId())).toList();
        assertThat(heldOut).hasSize(120);
        assertThat(shown).extracting(SpaceView::variant).containsExactly("base", "ridge-cca");
        assertThat(ItemViews.of(MODEL, heldOut)).isEqualTo(shown);
    }

    /** An item of another encoder is a dead letter to the job, and no reason to show nothing. */
    @Test
    void passesOverWhatTheModelCannotUse() {
        List<TrainingItem> good = ITEMS.subList(0, 50);
        List<TrainingItem> mixed = new ArrayList<>(good);
        mixed.add(3, new TrainingItem("short", new float[2], new float[PlantedItems.IMAGE]));
        mixed.add(5, PlantedItems.withoutText(ITEMS.get(60)));
        assertThat(ItemViews.of(MODEL, mixed)).isEqualTo(ItemViews.of(MODEL, good));
        assertThat(ItemViews.of(MODEL, mixed.subList(3, 4))).isEmpty();
    }

    /** With one modality there is nothing to align, and nothing to draw. */
    @Test
    void oneModalityHasNoViews() {
        List<TrainingItem> images = ITEMS.stream().map(PlantedItems::withoutText).toList();
        AlignmentModel model =
                ModelTrainer.train(images, null, SETTINGS, TrainingProgress.SILENT).at(1, 0);
        assertThat(ItemViews.of(model, ITEMS)).isEmpty();
    }
}
