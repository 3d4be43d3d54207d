// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether an alignment may be published (DESIGN section 7), from measures on held-out pairs.
 *
 * <p>KSD² and the gap alone prove nothing: whitening each modality for itself passes both, while
 * partners find each other no better than by chance. Recall alone proves little more: a space may
 * rank partners well and still keep the modalities apart, so that a user known by text is never
 * compared with one known by images. So all must hold: KSD² of both modalities under both kernels
 * and the centroid gap below those of the raw base; and Recall@10, the mean of both ways, not below
 * that of CCA, which costs nothing, and above what chance gives. The last is no formality: where
 * items have other items' images, CCA finds partners by chance as well, and would be no hurdle.
 */
final class AcceptanceGate {
    private static final List<Measure> MUST_FALL =
            List.of(
                    Measure.KSD_RBF_TEXT,
                    Measure.KSD_RBF_IMAGE,
                    Measure.KSD_IMQ_TEXT,
                    Measure.KSD_IMQ_IMAGE,
                    Measure.CENTROID_GAP);

    /** How far above chance, in standard deviations of a recall by chance. */
    private static final double DEVIATIONS = 3;

    /**
     * @param heldOut pairs that were measured, more than ten
     * @return why the model is refused, a sentence a rule; empty if it is accepted
     */
    static List<String> refusals(
            Map<Measure, Double> base,
            Map<Measure, Double> cca,
            Map<Measure, Double> model,
            int heldOut) {
        List<String> reasons = new ArrayList<>();
        for (Measure measure : MUST_FALL) {
            double before = base.getOrDefault(measure, 0.0);
            double after = model.getOrDefault(measure, Double.POSITIVE_INFINITY);
            if (!(after < before)) {
                reasons.add(
                        String.format(
                                Locale.ROOT,
                                "%s is %.4g on held-out pairs; it must be below the raw base's %.4g",
                                measure.key(),
                                after,
                                before));
            }
        }
        double least = recall(cca);
        double recall = recall(model);
        if (!(recall >= least)) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "recall@10 is %.4f on held-out pairs, the mean of both ways; it must"
                                    + " not be below CCA's %.4f",
                            recall,
                            least));
        }
        double byChance = atMostByChance(heldOut);
        if (!(recall > byChance)) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "recall@10 is %.4f on %d held-out pairs, the mean of both ways; it must"
                                    + " be above the %.4f that chance alone may give: see whether"
                                    + " each item's text and image belong together",
                            recall,
                            heldOut,
                            byChance));
        }
        return reasons;
    }

    /**
     * Recall@10 of a space that knows nothing of partners is 10 / n on average. Both ways together
     * are taken for n trials, not 2 n, as what one way finds the other is likelier to find.
     */
    static double atMostByChance(int heldOut) {
        double chance = 10.0 / heldOut;
        return chance + DEVIATIONS * Math.sqrt(chance * (1 - chance) / heldOut);
    }

    private static double recall(Map<Measure, Double> values) {
        return (values.get(Measure.RECALL_10_TEXT) + values.get(Measure.RECALL_10_IMAGE)) / 2;
    }

    private AcceptanceGate() {}
}
