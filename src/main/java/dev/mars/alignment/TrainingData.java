// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What an alignment is trained on: a sample of the items in base space, and the split of its pairs.
 *
 * @param items those with features, in the order of the hashes of their ids
 * @param features of the items, in the same order
 * @param otherLengths items that were left out, see {@link TrainingSample}
 */
record TrainingData(
        Base base,
        List<TrainingItem> items,
        List<BaseFeatures> features,
        PairSplit split,
        int otherLengths) {
    /** Enough to tell some thousand cells by; 8 bytes each in every model. */
    private static final int CODE_SAMPLE = 1 << 14;

    /**
     * @param published the base to stay with, or null to train one
     */
    static TrainingData of(
            List<TrainingItem> all,
            Base published,
            TrainingSettings settings,
            TrainingProgress progress) {
        progress.step("sampling", 0, 4);
        TrainingSample sample =
                TrainingSample.of(
                        published == null ? all : seen(all, published), settings.sample());
        List<TrainingItem> items = sample.items();
        Base base = published;
        if (base == null) {
            progress.step("text base", 1, 4);
            ModalityBase text =
                    modality("text", items, TrainingItem::text, SemanticCode.TEXT_LEVELS, settings);
            progress.step("image base", 2, 4);
            ModalityBase image =
                    modality(
                            "image",
                            items,
                            TrainingItem::image,
                            SemanticCode.IMAGE_LEVELS,
                            settings);
            base = new Base(settings.dimensions(), text, image);
        }
        progress.step("base vectors", 3, 4);
        Base chosen = base;
        List<BaseFeatures> features =
                IntStream.range(0, items.size())
                        .parallel()
                        .mapToObj(i -> chosen.project(items.get(i).text(), items.get(i).image()))
                        .toList();
        if (published == null) {
            base = new Base(base.dimensions(), base.text(), base.image(), codeSample(features));
        }
        PairSplit split = PairSplit.of(items, features, settings.seed());
        progress.step("base vectors", 4, 4);
        return new TrainingData(base, items, features, split, sample.otherLengths());
    }

    /** The items as a base sees them: of a modality that it lacks, anything goes. */
    private static List<TrainingItem> seen(List<TrainingItem> items, Base base) {
        return base.text() != null && base.image() != null
                ? items
                : items.stream()
                        .map(
                                item ->
                                        new TrainingItem(
                                                item.itemId(),
                                                base.text() == null ? null : item.text(),
                                                base.image() == null ? null : item.image()))
                        .toList();
    }

    /** Different codes of the first items by hash, so of a random sample. */
    private static long[] codeSample(List<BaseFeatures> features) {
        return features.stream()
                .mapToLong(BaseFeatures::code)
                .filter(code -> code != 0)
                .distinct()
                .limit(CODE_SAMPLE)
                .toArray();
    }

    /** Whether there are pairs enough to train across modalities and to judge what comes of it. */
    boolean canBeJudged() {
        return !split.heldOut().isEmpty() && split.fitted().size() >= 2 * base.dimensions();
    }

    /** CCA of the pairs to fit on, or null if a modality does not vary over them. */
    Alignment cca(TrainingSettings settings) {
        Alignment cca =
                RidgeCca.fit(
                        split.fitted().stream().map(BaseFeatures::text).toList(),
                        split.fitted().stream().map(BaseFeatures::image).toList(),
                        settings.ridge());
        return cca == null ? null : cca.atUnitScale(split.fitted());
    }

    Map<String, Double> counts(TrainingSettings settings) {
        Map<String, Double> counts = new LinkedHashMap<>();
        counts.put("seed", (double) settings.seed());
        counts.put("items", (double) items.size());
        counts.put("pairs", (double) pairs().size());
        counts.put("heldOutPairs", (double) split.heldOut().size());
        if (otherLengths > 0) {
            counts.put(TrainingReport.OTHER_LENGTHS, (double) otherLengths);
        }
        return counts;
    }

    List<BaseFeatures> pairs() {
        return features.stream().filter(BaseFeatures::isPair).toList();
    }

    private static ModalityBase modality(
            String name,
            List<TrainingItem> items,
            Function<TrainingItem, float[]> feature,
            int levels,
            TrainingSettings settings) {
        float[][] features =
                items.stream().map(feature).filter(Objects::nonNull).toArray(float[][]::new);
        return features.length == 0
                ? null
                : ModalityTrainer.train(features, levels, settings, name);
    }
}
