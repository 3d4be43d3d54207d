// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import java.util.List;

/**
 * A request as the shards are asked it: with all that must be the same for every donor worked out.
 * Immutable.
 *
 * @param donors number of all donors, over all shards
 * @param floor similarity of a donor that is not hit
 * @param walks one for each own item, in id order; none if donors are ranked by embedding
 */
public record Plan(String userId, Evidence evidence, int donors, double floor, List<Walk> walks) {
    public Plan {
        walks = List.copyOf(walks);
    }

    /**
     * A neighbour list, see {@link NeighbourLists}.
     *
     * @param items nearest first
     * @param cosines of the same
     * @param floor what a donor that is not hit is taken to have
     */
    public record Walk(List<String> items, float[] cosines, float floor) {
        public Walk {
            items = List.copyOf(items);
        }
    }
}
