// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import dev.mars.evaluation.Tally.Sum;

/** How well answers foretell the positives. */
public enum Quality {
    /**
     * Share of the popularity negatives that score below the positive that they were drawn for,
     * those that tie counting half. 0.5 is chance, and what an empty answer gets.
     */
    AUC_POPULAR("aucPopular"),
    /** The same against the uniform negatives. Popularity alone is far above chance here. */
    AUC_UNIFORM("aucUniform"),
    /**
     * Share of the positives in the augmented set minus the share of popularity negatives in it. 0
     * is chance.
     */
    GAP("gap"),
    /** Share of the positives that stand in the augmented set. Popular items bring it about. */
    HIT_RATE("hitRate"),
    /** Share of the positives with an augmentation to foretell them. */
    ANSWERED("answered");

    private final String key;

    Quality(String key) {
        this.key = key;
    }

    /** Name in reports. */
    public String key() {
        return key;
    }

    /** NaN of no positives, or no negatives where it takes some. */
    double of(Tally tally) {
        return switch (this) {
            case AUC_POPULAR -> tally.get(Sum.POPULAR_WON) / tally.get(Sum.POPULAR_NEGATIVES);
            case AUC_UNIFORM -> tally.get(Sum.UNIFORM_WON) / tally.get(Sum.UNIFORM_NEGATIVES);
            case GAP ->
                    HIT_RATE.of(tally)
                            - tally.get(Sum.POPULAR_HELD) / tally.get(Sum.POPULAR_NEGATIVES);
            case HIT_RATE -> tally.get(Sum.POSITIVES_HELD) / tally.get(Sum.POSITIVES);
            case ANSWERED -> tally.get(Sum.ANSWERED) / tally.get(Sum.POSITIVES);
        };
    }
}
