// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of an item over all donors: how many hold it, and the latest event by which one
 * does. Immutable; kept in state by item.
 *
 * @param latest null if nobody holds it
 */
public record HeldItem(int holders, Holding latest, boolean retired) {
    public static final HeldItem UNKNOWN = new HeldItem(0, null, false);

    /**
     * This item after some changes. Only where the latest event goes and no later one comes are the
     * holders asked, as in {@link HeldItems}.
     *
     * @param changes one for each user at most, in any order
     * @param holders all that hold the item after the changes
     */
    public HeldItem after(
            List<HoldingChange> changes, Supplier<Iterable<Map.Entry<String, Holding>>> holders) {
        int count = this.holders;
        Holding newest = null;
        boolean lost = false;
        for (HoldingChange change : changes) {
            count += change.joins() ? 1 : change.leaves() ? -1 : 0;
            lost |= change.before() != null && change.before().equals(latest);
            newest = later(newest, change.after());
        }
        boolean decides = latest == null || (newest != null && !latest.isLaterThan(newest));
        if (decides || !lost) {
            return new HeldItem(count, decides ? newest : latest, retired);
        }
        for (Map.Entry<String, Holding> holder : holders.get()) {
            newest = later(newest, holder.getValue());
        }
        return new HeldItem(count, newest, retired);
    }

    /** This item, retired or not. */
    public HeldItem retired(boolean now) {
        return new HeldItem(holders, latest, now);
    }

    private static Holding later(Holding one, Holding other) {
        return one == null || (other != null && other.isLaterThan(one)) ? other : one;
    }

    /**
     * @param sample of the item's holders
     * @param most of them that are walked
     */
    public ItemSummary summary(String itemId, HolderSample sample, int most) {
        return new ItemSummary(
                itemId,
                holders,
                latest == null ? 0 : latest.code(),
                holders > most ? sample.first().get(most - 1) : null,
                retired);
    }
}
