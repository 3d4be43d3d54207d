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
 * compared with one known by images. So all three must hold: KSD² of both modalities under both
 * kernels and the centroid gap below those of the raw base, and Recall@10, the mean of both ways,
 * not below that of CCA, which costs nothing.
 */
final class AcceptanceGate {
    private static final List<Measure> MUST_FALL =
            List.of(
                    Measure.KSD_RBF_TEXT,
                    Measure.KSD_RBF_IMAGE,
                    Measure.KSD_IMQ_TEXT,
                    Measure.KSD_IMQ_IMAGE,
                    Measure.CENTROID_GAP);

    /**
     * @return why the model is refused, a sentence a rule; empty if it is accepted
     */
    static List<String> refusals(
            Map<Measure, Double> base, Map<Measure, Double> cca, Map<Measure, Double> model) {
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
        return reasons;
    }

    private static double recall(Map<Measure, Double> values) {
        return (values.get(Measure.RECALL_10_TEXT) + values.get(Measure.RECALL_10_IMAGE)) / 2;
    }

    private AcceptanceGate() {}
}
