// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.List;

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

    static Augmentation none(Status status) {
        return new Augmentation(status, List.of(), 0, List.of());
    }
}
