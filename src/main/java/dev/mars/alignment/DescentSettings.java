// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.io.Serializable;

/**
 * How the alignment is trained after CCA. The defaults follow DESIGN section 7, but for temperature
 * 0.15 and match weight 2, with which held-out Recall@10 on real posters and titles is above CCA's;
 * with 0.1 and 1 it is not.
 *
 * @param steps of Adam at most; each sees one batch, and no pair is seen more than 100 times
 * @param batch pairs a step sees; more makes each step cost its square
 * @param learningRate of the first step; it falls to 0 along half a cosine
 * @param temperature τ of the contrastive loss; less looks at the closest rivals only
 * @param matchWeight λ_m of the mean squared distance of partners
 * @param steinWeight λ_k of the Stein discrepancies, to begin with: it is doubled, up to three
 *     times, while KSD² does not fall below the raw base's on the pairs trained on
 */
public record DescentSettings(
        int steps,
        int batch,
        double learningRate,
        double temperature,
        double matchWeight,
        double steinWeight)
        implements Serializable {
    public static final DescentSettings DEFAULT = new DescentSettings(1200, 256, 5e-3, 0.15, 2, 1);

    public DescentSettings {
        atLeast("steps", steps, 0);
        atLeast("batch", batch, 2);
        atLeast("learning rate", learningRate, Double.MIN_VALUE);
        // Below, exp(-2 / temperature) has no room in a double.
        atLeast("temperature", temperature, 0.01);
        atLeast("match weight", matchWeight, 0);
        atLeast("Stein weight", steinWeight, 0);
    }

    DescentSettings withSteinWeight(double weight) {
        return new DescentSettings(steps, batch, learningRate, temperature, matchWeight, weight);
    }

    private static void atLeast(String what, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    what
                            + " is "
                            + value
                            + "; it must be "
                            + (least == Double.MIN_VALUE ? "above 0" : least + " or more")
                            + " and finite");
        }
    }
}
