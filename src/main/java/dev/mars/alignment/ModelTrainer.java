package dev.mars.alignment;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Trains a model in closed form (DESIGN section 7): per modality centre, scale, PCA base and
 * semantic codebooks; then ridge CCA on the items that have both, or a documented fallback.
 *
 * <p>The result depends on the items and settings alone: not on the items' order, and not on the
 * number of threads, as no sum is ever split by thread. To use fewer than all cores, call it from
 * inside a {@link java.util.concurrent.ForkJoinPool} of that size.
 *
 * <p>The alignment is fitted on all pairs; only recall is measured without a tenth of them. {@link
 * AlignmentModel#quality()} holds, where they could be measured:
 *
 * <ul>
 *   <li>{@code items}, {@code pairs}: items trained on, and those of them with both modalities
 *   <li>{@code heldOutPairs}, {@code recall@10.textToImage}, {@code recall@10.imageToText}: 0 to 1,
 *       from 200 pairs on; chance is 10 / heldOutPairs
 *   <li>{@code quantisationError.text}, {@code .image}: the share of the squared length of base
 *       vectors that their semantic codes lose, 0 to 1
 *   <li>{@code codeCosine}: mean cosine between items' unified vectors by features and by code
 * </ul>
 */
public final class ModelTrainer {
    private static final int STEPS = 5;

    /**
     * A base's first model: version 1, effective from 0, by the method {@code ridge-cca}, {@code
     * pca-whitening} (fewer than 2 d pairs, or a modality without variance: comparisons across
     * modalities mean nothing) or {@code one-modality}.
     *
     * @throws IllegalArgumentException for no features at all, values that are not finite, lengths
     *     that disagree within a modality, or an id given twice
     */
    public static AlignmentModel train(
            List<TrainingItem> items, TrainingSettings settings, TrainingProgress progress) {
        progress.step("sampling", 0, STEPS);
        List<TrainingItem> sample = TrainingSample.of(items, settings.sample());
        progress.step("text base", 1, STEPS);
        ModalityBase text =
                modality("text", sample, TrainingItem::text, SemanticCode.TEXT_LEVELS, settings);
        progress.step("image base", 2, STEPS);
        ModalityBase image =
                modality("image", sample, TrainingItem::image, SemanticCode.IMAGE_LEVELS, settings);
        progress.step("alignment", 3, STEPS);
        Base base = new Base(settings.dimensions(), text, image);
        List<BaseFeatures> features =
                IntStream.range(0, sample.size())
                        .parallel()
                        .mapToObj(i -> base.project(sample.get(i).text(), sample.get(i).image()))
                        .toList();
        List<BaseFeatures> pairs = features.stream().filter(ModelQuality::isPair).toList();
        ClosedFormAlignment fit = ClosedFormAlignment.fit(base, features, pairs, settings.ridge());
        progress.step("measuring", 4, STEPS);
        AlignmentModel model =
                new AlignmentModel(
                        1,
                        0,
                        base,
                        fit.alignment(),
                        fit.method(),
                        ModelQuality.measure(base, fit.alignment(), sample, features, settings));
        progress.step("trained", STEPS, STEPS);
        return model;
    }

    private static ModalityBase modality(
            String name,
            List<TrainingItem> sample,
            Function<TrainingItem, float[]> feature,
            int levels,
            TrainingSettings settings) {
        float[][] features =
                sample.stream().map(feature).filter(Objects::nonNull).toArray(float[][]::new);
        return features.length == 0
                ? null
                : ModalityTrainer.train(features, levels, settings, name);
    }

    private ModelTrainer() {}
}
