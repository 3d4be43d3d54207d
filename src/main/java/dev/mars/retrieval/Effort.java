// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * How hard a search tries.
 *
 * <p>How many cells hold the nearest vectors differs from query to query and from data to data, so
 * a search goes on until it no longer pays: it scans cell after cell, those that promise most
 * first, until some in a row have brought nothing among the k best. What they have in them counts,
 * not how many they are: that is what they cost, and what makes their silence say something.
 *
 * @param patience vectors scanned in vain before a search ends, in cells of mean size. More finds
 *     more and costs that much more time
 * @param margin by how much a coarse cosine may fall short of the k-th best's for the vector still
 *     to be looked at closely. Its error is about 0.003; 0.01 loses next to nothing
 */
public record Effort(int patience, double margin) {
    public static final Effort DEFAULT = new Effort(32, 0.01);

    public Effort {
        if (patience < 1 || !(margin >= 0 && margin <= 2)) {
            throw new IllegalArgumentException(
                    "a search has the patience "
                            + patience
                            + " and the margin "
                            + margin
                            + "; patience is 1 or more and a margin is 0 to 2");
        }
    }
}
