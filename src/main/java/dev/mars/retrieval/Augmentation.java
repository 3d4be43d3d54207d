// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The answer to a {@link Query}. Immutable.
 *
 * @param items best first; empty unless the status is {@link Status#AUGMENTED}
 * @param topSimilarity similarity of the first donor; 0 without donors
 * @param donors user ids of the retrieved donors, best first
 */
public record Augmentation(
        Status status, List<AugmentedItem> items, double topSimilarity, List<String> donors) {
    public Augmentation {
        items = List.copyOf(items);
        donors = List.copyOf(donors);
    }

    /**
     * @param ranked at least one donor
     * @param names user ids by ordinal
     * @param items what they were concentrated to
     */
    static Augmentation of(
            RankedDonors ranked, IntFunction<String> names, List<AugmentedItem> items) {
        return new Augmentation(
                items.isEmpty() ? Status.NOTHING_FIT : Status.AUGMENTED,
                items,
                ranked.similarities()[0],
                Arrays.stream(ranked.donors()).mapToObj(names).toList());
    }

    /** An answer without donors. */
    public static Augmentation none(Status status) {
        return new Augmentation(status, List.of(), 0, List.of());
    }
}
