// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The first of an item's holders in the order of the sample ({@link SampleOrder}), some more of
 * them than are walked, where not all are. Immutable; kept in state by item.
 *
 * <p>What it always holds: nobody who holds the item and is not in here comes before the last of
 * those who are. A holder who comes is taken in if they come before that last one, and one who goes
 * leaves a gap. Only when fewer are left than are walked are all holders looked at again, and then
 * twice as many are kept: so after as many of the sample have gone as there are in it.
 *
 * @param first in order; none where all holders are walked
 */
public record HolderSample(List<SampleOrder> first) {
    public static final HolderSample ALL = new HolderSample(List.of());

    public HolderSample {
        first = List.copyOf(first);
    }

    /**
     * This sample after some changes.
     *
     * @param changes one for each user at most, in any order
     * @param count of holders after the changes
     * @param most that are walked, 1 or more
     * @param holders all that hold the item after the changes
     */
    public HolderSample after(
            String itemId,
            List<HoldingChange> changes,
            int count,
            int most,
            Supplier<Iterable<Map.Entry<String, Holding>>> holders) {
        if (count <= most) {
            return ALL;
        }
        TreeSet<SampleOrder> kept = new TreeSet<>(first);
        for (HoldingChange change : changes) {
            SampleOrder place = SampleOrder.of(change.userId(), itemId);
            if (change.leaves()) {
                kept.remove(place);
            } else if (change.joins()
                    && !first.isEmpty()
                    && place.compareTo(first.get(first.size() - 1)) < 0) {
                kept.add(place);
            }
        }
        if (kept.size() < most) {
            return new HolderSample(firstOf(itemId, holders.get(), 2 * most));
        }
        while (kept.size() > 2 * most) {
            kept.pollLast();
        }
        return kept.size() == first.size() && kept.containsAll(first)
                ? this
                : new HolderSample(new ArrayList<>(kept));
    }

    private static List<SampleOrder> firstOf(
            String itemId, Iterable<Map.Entry<String, Holding>> holders, int count) {
        PriorityQueue<SampleOrder> kept = new PriorityQueue<>(Comparator.reverseOrder());
        for (Map.Entry<String, Holding> holder : holders) {
            kept.add(SampleOrder.of(holder.getKey(), itemId));
            if (kept.size() > count) {
                kept.poll();
            }
        }
        return kept.stream().sorted().toList();
    }
}
