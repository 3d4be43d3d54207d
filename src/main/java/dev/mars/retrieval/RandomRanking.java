// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.XxHash;

/**
 * Donors by lot, all equally similar: a control, which says what any donors at all are worth. No
 * ranking that is not clearly above it has found anything out about the user.
 *
 * <p>The lot of a donor for a user is XXH64 of both ids, so an answer depends on who the donors are
 * and on nothing else, as law 5 asks. The K smallest are drawn, equal ones by user id.
 */
final class RandomRanking {
    private final RetrievalSettings settings;
    private final Ordinals donorIds;
    private final TopK best;

    RandomRanking(RetrievalSettings settings, Ordinals donorIds) {
        this.settings = settings;
        this.donorIds = donorIds;
        this.best = new TopK((donor, than) -> donorIds.compare(donor, than) < 0);
    }

    RankedDonors rank(Query query) {
        int user = donorIds.find(query.userId());
        best.reset(settings.topDonors(), donorIds.size());
        for (int donor = 0; donor < donorIds.limit(); donor++) {
            if (donorIds.inUse(donor) && donor != user) {
                best.offer(-lot(query.userId(), donorIds.id(donor)), donor);
            }
        }
        int[] donors = new int[best.size()];
        best.drain(donors, new double[donors.length]);
        return new RankedDonors(donors, new double[donors.length]);
    }

    /** Whole, at least 0, below 2^53, so that a double holds it. */
    static double lot(String userId, String donorId) {
        return XxHash.of(userId + "\n" + donorId) >>> 11;
    }
}
