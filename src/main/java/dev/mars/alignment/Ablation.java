// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What each part of the {@link Objective} is good for: alignments made with some parts only, all
 * from the same base and split, judged on the same held-out pairs.
 *
 * <p>{@code ksd} starts from the raw base: from CCA it would inherit an alignment that it knows
 * nothing of, which {@code cca, then ksd} shows. The Stein weight is that of the whole.
 *
 * @param counts see {@link TrainingReport#counts}
 * @param measures of each variant, in the order of telling; a variant whose training diverged has
 *     none
 */
public record Ablation(Map<String, Double> counts, Map<String, Map<Measure, Double>> measures) {
    /**
     * @param published the base to stay with, or null to train one
     * @throws IllegalArgumentException as {@link ModelTrainer#train}; or if nothing can be judged
     */
    public static Ablation run(
            List<TrainingItem> items,
            Base published,
            TrainingSettings settings,
            TrainingProgress progress) {
        TrainingData data = TrainingData.of(items, published, settings, progress);
        Alignment cca = data.canBeJudged() ? data.cca(settings) : null;
        if (cca == null) {
            throw new IllegalArgumentException(
                    "there are "
                            + data.pairs().size()
                            + " items with both modalities; an ablation needs "
                            + PairSplit.FEWEST
                            + " or more, 2 d = "
                            + 2 * data.base().dimensions()
                            + " to fit on, and both to vary; load more items, or train fewer"
                            + " dimensions");
        }
        Alignment raw = Alignment.identity(data.base().dimensions());
        double tau = settings.descent().temperature();
        double match = settings.descent().matchWeight();
        SteinWeightSearch search = SteinWeightSearch.run(data, cca, settings, progress);
        double stein = search.weight();
        Map<String, Alignment> variants = new LinkedHashMap<>();
        variants.put(ModelTrainer.BASE, raw);
        variants.put("random-projection", random(data.base().dimensions(), settings.seed()));
        variants.put("pca-whitening", whitened(data));
        variants.put(ModelTrainer.CCA, cca);
        Descents descents = new Descents(data, settings, progress);
        variants.put("info-nce", descents.from(cca, new Objective(1, 0, 0, tau, false)));
        variants.put("ksd", descents.from(raw, new Objective(0, 0, 1, tau, false)));
        variants.put("cca, then ksd", descents.from(cca, new Objective(0, 0, 1, tau, false)));
        variants.put("all but ksd", descents.from(cca, new Objective(1, match, 0, tau, false)));
        variants.put(
                "all, svgd for ksd", descents.from(cca, new Objective(1, match, stein, tau, true)));
        variants.put("all (stein)", search.alignment());

        Map<String, Map<Measure, Double>> measures = new LinkedHashMap<>();
        variants.forEach(
                (name, alignment) -> {
                    progress.step("judging " + name, measures.size(), variants.size());
                    measures.put(
                            name,
                            alignment == null
                                    ? Map.of()
                                    : HeldOutMeasures.of(
                                            alignment, data.split().heldOut(), settings.seed()));
                });
        Map<String, Double> counts = data.counts(settings);
        counts.put("steinWeight", stein);
        return new Ablation(counts, measures);
    }

    /** The measures by their keys, to be told. */
    public Map<String, Map<String, Double>> byKey() {
        return Measure.byKey(measures);
    }

    private record Descents(
            TrainingData data, TrainingSettings settings, TrainingProgress progress) {
        Alignment from(Alignment start, Objective objective) {
            Alignment found =
                    AlignmentDescent.run(
                                    data.split().fitted(),
                                    start,
                                    objective,
                                    settings.descent(),
                                    settings.seed(),
                                    progress)
                            .alignment();
            return found == null ? null : found.atUnitScale(data.split().fitted());
        }
    }

    /** Whitening without a ridge: each modality at unit variance, for itself. */
    private static Alignment whitened(TrainingData data) {
        List<BaseFeatures> fitted = data.split().fitted();
        return new Alignment(
                Whitening.of(fitted.stream().map(BaseFeatures::text).toArray(float[][]::new), 0),
                Whitening.of(fitted.stream().map(BaseFeatures::image).toArray(float[][]::new), 0));
    }

    /** Entries N(0, 1/d), for each modality its own: lengths are kept, on average. */
    private static Alignment random(int d, long seed) {
        SplittableRandom random = new SplittableRandom(XxHash.of(seed + "/random projection"));
        return new Alignment(random(d, random), random(d, random));
    }

    private static AffineMap random(int d, SplittableRandom random) {
        float[] matrix = new float[d * d];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) (random.nextGaussian() / StrictMath.sqrt(d));
        }
        return new AffineMap(matrix, new float[d]);
    }
}
