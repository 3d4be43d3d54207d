// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Poor input gives a documented fallback or a clear error, never a model of NaN. */
class TrainingInputTest {
    private static final int D = 16;
    private static final DescentSettings SHORT = new DescentSettings(20, 64, 5e-3, 0.1, 1, 1);
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(D, 1, 50_000, 0.1, SHORT, true);

    @Test
    void oneModalityEverywhere() {
        List<TrainingItem> items =
                PlantedItems.pairs(100, 1).stream().map(PlantedItems::withoutImage).toList();
        AlignmentModel model = train(items);
        assertThat(model.method()).isEqualTo("one-modality");
        assertThat(model.base().image()).isNull();
        assertThat(model.alignment().image()).isNull();
        assertAllUnit(model, items);
    }

    @Test
    void fewerPairsThanTwiceTheDimensions() {
        List<TrainingItem> items = new ArrayList<>();
        List<TrainingItem> pairs = PlantedItems.pairs(100, 1);
        for (int i = 0; i < pairs.size(); i++) {
            items.add(
                    i < 2 * D - 1
                            ? pairs.get(i)
                            : i % 2 == 0
                                    ? PlantedItems.withoutImage(pairs.get(i))
                                    : PlantedItems.withoutText(pairs.get(i)));
        }
        AlignmentModel model = train(items);
        assertThat(model.method()).isEqualTo("pca-whitening");
        assertThat(model.verdict()).isEqualTo(Verdict.UNGATED);
        assertAllUnit(model, items);
    }

    @Test
    void fewerItemsAndInputsThanDimensionsLeaveRowsOfZero() {
        List<TrainingItem> items = PlantedItems.pairs(5, 1);
        AlignmentModel model = train(items);
        float[] projection = model.base().text().projection();
        for (int k = 0; k < D; k++) {
            boolean zero = true;
            for (int j = 0; j < PlantedItems.TEXT; j++) {
                zero &= projection[k * PlantedItems.TEXT + j] == 0;
            }
            assertThat(zero).as("row %d", k).isEqualTo(k >= 4);
        }
        assertAllUnit(model, items);
    }

    /** Without a ridge, the directions that the inputs lack are singular. */
    @Test
    void ccaSurvivesMissingDirectionsWithoutARidge() {
        List<TrainingItem> items = PlantedItems.pairs(300, 1);
        AlignmentModel model = train(items, new TrainingSettings(32, 1, 300, 0, SHORT, true));
        assertThat(model.method()).isIn("stein", "ridge-cca");
        assertAllUnit(model, items);
    }

    @Test
    void itemsThatAreAllAlikeHaveNoDirection() {
        List<TrainingItem> items = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            items.add(new TrainingItem("i" + i, new float[] {.1f, .7f}, new float[] {3f, 1e-3f}));
        }
        AlignmentModel model = train(items);
        assertThat(model.method()).isEqualTo("pca-whitening");
        assertThat(model.quality().values()).allMatch(Double::isFinite);
        long code = model.base().project(items.get(0).text(), items.get(0).image()).code();
        assertThat(model.space().item(code)).isNull();
    }

    @Test
    void imagesThatAreAllAlikeLeaveTheTextToGoBy() {
        List<TrainingItem> items =
                PlantedItems.pairs(300, 1).stream()
                        .map(i -> new TrainingItem(i.itemId(), i.text(), new float[] {.3f, .3f}))
                        .toList();
        AlignmentModel model = train(items);
        assertThat(model.method()).isEqualTo("pca-whitening");
        assertAllUnit(model, items);
    }

    /** A sample without a single image, say, because the images were retired. */
    @Test
    void aModalityOfTheBaseThatNoItemHas() {
        Base base = train(PlantedItems.pairs(100, 1)).base();
        List<TrainingItem> items =
                PlantedItems.pairs(100, 2).stream().map(PlantedItems::withoutImage).toList();
        assertThatThrownBy(() -> ModelTrainer.train(items, base, SETTINGS, TrainingProgress.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the 100 items that are trained on has image");
    }

    /** Jobs of such a base take items whatever their images, and its training has to as well. */
    @Test
    void aModalityThatTheBaseLacksMayBeAnything() {
        List<TrainingItem> texts =
                PlantedItems.pairs(100, 1).stream().map(PlantedItems::withoutImage).toList();
        Base base = train(texts).base();
        List<TrainingItem> items = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            items.add(
                    new TrainingItem(texts.get(i).itemId(), texts.get(i).text(), new float[i % 3]));
        }
        assertThat(ModelTrainer.train(items, base, SETTINGS, TrainingProgress.SILENT).alignment())
                .isEqualTo(
                        ModelTrainer.train(texts, base, SETTINGS, TrainingProgress.SILENT)
                                .alignment());
    }

    @Test
    void aSingleItem() {
        AlignmentModel model = train(PlantedItems.pairs(1, 1));
        assertThat(model.quality().values()).allMatch(Double::isFinite);
    }

    @Test
    void noFeaturesAtAll() {
        assertRefused(List.of(), "none of the 0 items");
        assertRefused(List.of(new TrainingItem("a", null, null)), "none of the 1 items");
    }

    @Test
    void valuesThatAreNotFinite() {
        float[] bad = {1f, Float.POSITIVE_INFINITY};
        assertRefused(
                List.of(new TrainingItem("a", null, bad)), "item a has the value Infinity at 1");
    }

    /**
     * After a change of encoder a few items are not encoded anew. Were each of them to end the
     * training, somebody would have to find them one by one, a reading of the topic each.
     */
    @Test
    void itemsOfAnotherEncoderAreLeftOut() {
        List<TrainingItem> usual = PlantedItems.pairs(100, 1);
        List<TrainingItem> mixed = new ArrayList<>(usual);
        mixed.add(0, new TrainingItem("old text", new float[3], usual.get(0).image()));
        mixed.add(50, new TrainingItem("old image", null, new float[3]));
        mixed.add(new TrainingItem("no text", new float[0], usual.get(1).image()));
        TrainedModel model = ModelTrainer.train(mixed, null, SETTINGS, TrainingProgress.SILENT);
        assertThat(model.report().counts()).containsEntry("otherLengths", 3.0);
        assertThat(model.alignment()).isEqualTo(train(usual).alignment());
        assertThat(model.base().id()).isEqualTo(train(usual).base().id());
        assertThat(train(usual).quality()).doesNotContainKey("otherLengths");
    }

    @Test
    void anIdGivenTwice() {
        TrainingItem item = new TrainingItem("a", new float[2], null);
        assertRefused(List.of(item, item), "item a is given twice");
    }

    private static AlignmentModel train(List<TrainingItem> items) {
        return train(items, SETTINGS);
    }

    private static AlignmentModel train(List<TrainingItem> items, TrainingSettings settings) {
        return ModelTrainer.train(items, null, settings, TrainingProgress.SILENT).at(1, 0);
    }

    private static void assertRefused(List<TrainingItem> items, String why) {
        assertThatThrownBy(() -> train(items))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static void assertAllUnit(AlignmentModel model, List<TrainingItem> items) {
        UnifiedSpace space = model.space();
        for (TrainingItem item : items) {
            BaseFeatures features = model.base().project(item.text(), item.image());
            AlignedSpaceTest.assertUnit(space.item(features.code()));
            AlignedSpaceTest.assertUnit(space.user(features.text(), 1, features.image(), 1));
        }
    }
}
