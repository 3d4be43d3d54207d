// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.BaseFeatures;
import dev.mars.alignment.DescentSettings;
import dev.mars.alignment.ModelTrainer;
import dev.mars.alignment.TrainingItem;
import dev.mars.alignment.TrainingProgress;
import dev.mars.alignment.TrainingSettings;
import dev.mars.alignment.UnifiedSpace;
import dev.mars.dataset.DataSet;
import dev.mars.dataset.Item;
import dev.mars.profile.Decay;
import dev.mars.profile.Evidence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A data set's items and users in the unified space of a model that is trained on it. */
final class UnifiedVectors {
    private static final int DIMENSIONS = 64;
    private static final double RIDGE = 3;
    private static final long SEED = 1;
    private static final String IMPRESSION = "impression";

    /** Items of a user that has a vector; with fewer it would be an item's, or close to one. */
    private static final int FEWEST_ITEMS = 3;

    private final DataSet set;
    private final AlignmentModel model;
    private final UnifiedSpace space;

    /**
     * @param sample items to train on at most
     * @param descent how long and how
     */
    UnifiedVectors(DataSet set, int sample, DescentSettings descent, TrainingProgress progress) {
        this.set = set;
        List<TrainingItem> items =
                set.items()
                        .limit(sample)
                        .map(item -> new TrainingItem(item.itemId(), item.text(), item.image()))
                        .toList();
        TrainingSettings settings =
                new TrainingSettings(
                        DIMENSIONS,
                        SEED,
                        items.size(),
                        RIDGE,
                        descent,
                        // Whatever the gate thinks of it, it is a space with vectors in it.
                        true);
        model = ModelTrainer.train(items, null, settings, progress).at(1, 0);
        space = model.space();
    }

    /** Each item's vector by its semantic code, no two equal. */
    float[][] items() {
        return distinct(
                set.items()
                        .map(item -> project(item).code())
                        .map(space::item)
                        .filter(Objects::nonNull));
    }

    /** Vectors of users with some items, each item weighing the same, no two equal. */
    float[][] users() {
        Map<String, BaseFeatures> features = new HashMap<>();
        set.items().forEach(item -> features.put(item.itemId(), project(item)));
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        Decay never = new Decay(0);
        set.interactions()
                .filter(act -> !IMPRESSION.equals(act.action()))
                .forEach(
                        act -> {
                            BaseFeatures item = features.get(act.itemId());
                            if (item != null && !item.isEmpty()) {
                                counts.merge(act.userId(), 1, Integer::sum);
                                evidence.merge(
                                        act.userId(),
                                        Evidence.NONE.add(item, 1, act.eventTime(), never),
                                        (old, fresh) -> old.add(item, 1, act.eventTime(), never));
                            }
                        });
        return distinct(
                evidence.entrySet().stream()
                        .filter(user -> counts.get(user.getKey()) >= FEWEST_ITEMS)
                        .map(Map.Entry::getValue)
                        .map(
                                user ->
                                        space.user(
                                                user.textMean(),
                                                user.textWeight(),
                                                user.imageMean(),
                                                user.imageWeight()))
                        .filter(Objects::nonNull));
    }

    private BaseFeatures project(Item item) {
        return model.base().project(item.text(), item.image());
    }

    private static float[][] distinct(Stream<float[]> vectors) {
        Set<Content> contents = new LinkedHashSet<>();
        vectors.forEach(vector -> contents.add(new Content(vector)));
        return contents.stream().map(Content::vector).toArray(float[][]::new);
    }

    /** A vector that equals another of the same values. */
    private record Content(float[] vector) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content that && Arrays.equals(vector, that.vector);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(vector);
        }
    }
}
