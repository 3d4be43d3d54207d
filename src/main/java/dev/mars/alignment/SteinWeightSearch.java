// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Map;

/**
 * Descent with as much of the Stein term as the data need.
 *
 * <p>The terms of the {@link Objective} pull against each other: contrast and match give up
 * directions that only one modality has, which leaves the rest too wide for N(0, I), and the Stein
 * term brings them back, at the cost of recall. Which weight keeps the balance depends on how much
 * the modalities share. So the descent starts with a light one, and is repeated with twice the
 * weight while KSD² is not clearly below the raw base's. That is asked of the pairs trained on: the
 * held-out ones are for the {@link AcceptanceGate} alone.
 *
 * @param alignment of the last descent, at unit scale; null if it diverged
 * @param curve of its loss
 * @param weight λ_k of it
 */
record SteinWeightSearch(Alignment alignment, List<LossPoint> curve, double weight) {
    private static final int TRIES = 4;

    /** Held-out KSD² scatters around that of the pairs trained on. */
    private static final double CLEARLY = 0.9;

    static SteinWeightSearch run(
            TrainingData data,
            Alignment start,
            TrainingSettings settings,
            TrainingProgress progress) {
        Map<Measure, Double> raw =
                discrepancies(Alignment.identity(data.base().dimensions()), data);
        DescentSettings descent = settings.descent();
        for (int tries = 1; ; tries++) {
            String name = "descent, Stein weight " + descent.steinWeight();
            AlignmentDescent found =
                    AlignmentDescent.run(
                            data.split().fitted(),
                            start,
                            Objective.of(descent),
                            descent,
                            settings.seed(),
                            (what, done, total) -> progress.step(name, done, total));
            Alignment alignment =
                    found.alignment() == null
                            ? null
                            : found.alignment().atUnitScale(data.split().fitted());
            boolean isLast = tries == TRIES || descent.steinWeight() == 0;
            if (isLast || alignment == null || isBelow(discrepancies(alignment, data), raw)) {
                return new SteinWeightSearch(alignment, found.curve(), descent.steinWeight());
            }
            descent = descent.withSteinWeight(2 * descent.steinWeight());
        }
    }

    private static Map<Measure, Double> discrepancies(Alignment alignment, TrainingData data) {
        return HeldOutMeasures.discrepancies(alignment, data.split().fitted());
    }

    private static boolean isBelow(Map<Measure, Double> found, Map<Measure, Double> raw) {
        return found.entrySet().stream()
                .allMatch(value -> value.getValue() < CLEARLY * raw.get(value.getKey()));
    }
}
