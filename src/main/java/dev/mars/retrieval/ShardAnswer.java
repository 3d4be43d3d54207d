// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.List;

/**
 * What one shard has to say to a {@link Plan}. Immutable.
 *
 * @param hasUser whether the user who asks is one of the shard's donors
 * @param donors the best of those that the walks hit, K at most, best first; then, if they are
 *     fewer than K, the nearest of the others by user embedding, K in all, nearest first
 * @param hits how many of the donors the walks hit
 * @param items those that any of these donors holds
 */
public record ShardAnswer(boolean hasUser, List<Found> donors, int hits, List<Item> items) {
    public ShardAnswer {
        donors = List.copyOf(donors);
        items = List.copyOf(items);
    }

    /**
     * A donor.
     *
     * @param similarity to the user; of one that was not hit, the cosine of the embeddings as an
     *     integer, see {@link Neighbours}
     * @param items places of the items held in the answer's list of them
     */
    public record Found(String userId, long lastPositive, double similarity, int[] items) {}

    /** An item as in its {@link ItemSummary}. */
    public record Item(String itemId, int holders, long code, boolean retired) {}
}
