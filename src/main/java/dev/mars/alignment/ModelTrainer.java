// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains a model (DESIGN section 7): per modality centre, scale, PCA base and semantic codebooks;
 * ridge CCA on nine tenths of the items that have both; from there descent on the {@link
 * Objective}, see {@link SteinWeightSearch}; and the {@link AcceptanceGate} on the pairs that were
 * held out. What is judged is what is published: nothing is fitted again on all pairs.
 *
 * <p>The result depends on the items and settings alone: not on the items' order, and not on the
 * number of threads, as no sum is ever split by thread. To use fewer than all cores, call it from
 * inside a {@link java.util.concurrent.ForkJoinPool} of that size.
 *
 * <p>Where nothing can be judged (fewer than {@value PairSplit#FEWEST} pairs or 2 d to fit on, one
 * modality, or one that does not vary), the closed form is published {@link Verdict#UNGATED}, see
 * {@link ClosedFormAlignment}.
 *
 * <p>{@link Method} may stop the training early, for comparison.
 *
 * <p>{@link AlignmentModel#quality()} holds {@code seed}, {@code items}, {@code pairs}, {@code
 * heldOutPairs} (chance of Recall@10 is 10 by these), {@code steinWeight}, how well codes stand for
 * items ({@link CodeQuality}), and every {@link Measure} of {@code base}, {@code ridge-cca} and
 * {@code stein} as {@code variant/measure}.
 */
public final class ModelTrainer {
    /** The raw base, in which every model has to show what it is good for. */
    public static final String BASE = "base";

    public static final String CCA = "ridge-cca";
    public static final String STEIN = "stein";

    /**
     * @param published the base to stay with, or null to train one
     * @throws IllegalArgumentException for no features at all, values that are not finite, lengths
     *     that disagree with the base, or an id given twice
     */
    public static TrainedModel train(
            List<TrainingItem> items,
            Base published,
            TrainingSettings settings,
            TrainingProgress progress) {
        TrainingData data = TrainingData.of(items, published, settings, progress);
        Alignment cca = data.canBeJudged() ? data.cca(settings) : null;
        if (cca == null) {
            return closedForm(data, settings);
        }
        return settings.method() == Method.STEIN
                ? judged(data, cca, settings, progress)
                : control(data, cca, settings, progress);
    }

    private static TrainedModel closedForm(TrainingData data, TrainingSettings settings) {
        ClosedFormAlignment fit =
                ClosedFormAlignment.fit(
                        data.base(), data.features(), data.pairs(), settings.ridge());
        if (settings.method() == Method.PCA) {
            fit = new ClosedFormAlignment(unaligned(data.base()), BASE);
        }
        return model(
                data,
                settings,
                fit.alignment(),
                new TrainingReport(
                        Verdict.UNGATED,
                        fit.method(),
                        List.of(),
                        data.counts(settings),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static TrainedModel judged(
            TrainingData data,
            Alignment cca,
            TrainingSettings settings,
            TrainingProgress progress) {
        PairSplit split = data.split();
        SteinWeightSearch search = SteinWeightSearch.run(data, cca, settings, progress);
        Map<String, Double> counts = data.counts(settings);
        counts.put("steinWeight", search.weight());
        Map<String, Alignment> variants = new LinkedHashMap<>();
        variants.put(BASE, Alignment.identity(data.base().dimensions()));
        variants.put(CCA, cca);
        if (search.alignment() != null) {
            variants.put(STEIN, search.alignment());
        }
        Map<String, Map<Measure, Double>> measures =
                measure(variants, split, settings.seed(), progress);
        List<String> refusals = refusals(measures, STEIN, split);
        Verdict verdict =
                verdict(
                        refusals,
                        refusals(measures, CCA, split),
                        settings.force() && search.alignment() != null);
        boolean isCca = verdict == Verdict.REPLACED;
        Alignment chosen = isCca ? cca : search.alignment();
        List<SpaceView> views = new ArrayList<>();
        views.add(HeldOutViews.view(BASE, variants.get(BASE), split));
        if (chosen != null) {
            views.add(HeldOutViews.view(isCca ? CCA : STEIN, chosen, split));
        }
        return model(
                data,
                settings,
                verdict == Verdict.REFUSED ? null : chosen,
                new TrainingReport(
                        verdict,
                        isCca ? CCA : STEIN,
                        refusals,
                        counts,
                        Measure.byKey(measures),
                        search.curve(),
                        views,
                        HeldOutViews.partners(variants, split)));
    }

    /** A training that stops early. The gate judges it all the same; nothing stands in for it. */
    private static TrainedModel control(
            TrainingData data,
            Alignment cca,
            TrainingSettings settings,
            TrainingProgress progress) {
        String method = settings.method() == Method.CCA ? CCA : BASE;
        Map<String, Alignment> variants = new LinkedHashMap<>();
        variants.put(BASE, unaligned(data.base()));
        variants.put(CCA, cca);
        Map<String, Map<Measure, Double>> measures =
                measure(variants, data.split(), settings.seed(), progress);
        List<String> refusals = refusals(measures, method, data.split());
        Verdict verdict = verdict(refusals, refusals, settings.force());
        List<SpaceView> views = new ArrayList<>();
        views.add(HeldOutViews.view(BASE, variants.get(BASE), data.split()));
        if (method.equals(CCA)) {
            views.add(HeldOutViews.view(CCA, cca, data.split()));
        }
        return model(
                data,
                settings,
                verdict == Verdict.REFUSED ? null : variants.get(method),
                new TrainingReport(
                        verdict,
                        method,
                        refusals,
                        data.counts(settings),
                        Measure.byKey(measures),
                        List.of(),
                        views,
                        HeldOutViews.partners(variants, data.split())));
    }

    private static Alignment unaligned(Base base) {
        Alignment raw = Alignment.identity(base.dimensions());
        return new Alignment(
                base.text() == null ? null : raw.text(), base.image() == null ? null : raw.image());
    }

    private static Map<String, Map<Measure, Double>> measure(
            Map<String, Alignment> variants,
            PairSplit split,
            long seed,
            TrainingProgress progress) {
        Map<String, Map<Measure, Double>> measures = new LinkedHashMap<>();
        variants.forEach(
                (name, alignment) -> {
                    progress.step("judging", measures.size(), variants.size());
                    measures.put(name, HeldOutMeasures.of(alignment, split.heldOut(), seed));
                });
        progress.step("judging", variants.size(), variants.size());
        return measures;
    }

    private static List<String> refusals(
            Map<String, Map<Measure, Double>> measures, String variant, PairSplit split) {
        return measures.containsKey(variant)
                ? AcceptanceGate.refusals(
                        measures.get(BASE),
                        measures.get(CCA),
                        measures.get(variant),
                        split.heldOut().size())
                : List.of(
                        "the training diverged: its loss or its maps are no longer finite; lower"
                                + " the learning rate");
    }

    private static Verdict verdict(List<String> trained, List<String> cca, boolean force) {
        if (trained.isEmpty()) {
            return Verdict.ACCEPTED;
        }
        if (force) {
            return Verdict.FORCED;
        }
        return cca.isEmpty() ? Verdict.REPLACED : Verdict.REFUSED;
    }

    private static TrainedModel model(
            TrainingData data,
            TrainingSettings settings,
            Alignment alignment,
            TrainingReport report) {
        Map<String, Double> quality = new TreeMap<>(report.counts());
        report.quality()
                .forEach(
                        (variant, values) ->
                                values.forEach(
                                        (key, value) -> quality.put(variant + "/" + key, value)));
        if (alignment != null) {
            CodeQuality.measure(data.base(), alignment, data.features(), quality);
        }
        return new TrainedModel(data.base(), alignment, report.method(), quality, report);
    }

    private ModelTrainer() {}
}
