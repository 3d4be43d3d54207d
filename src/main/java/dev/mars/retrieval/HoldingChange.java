// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a change of a donor changes their hold on one item. Immutable.
 *
 * @param before null if the donor did not hold the item
 * @param after null if the donor does not hold it any more
 */
public record HoldingChange(String itemId, String userId, Holding before, Holding after) {
    /**
     * All that differ, in item id order.
     *
     * @param before the donor's events so far, none for a user who was no donor
     * @param after the donor's events from now on, none for one who is no donor any more
     */
    public static List<HoldingChange> between(
            String userId, List<SequenceEvent> before, List<SequenceEvent> after) {
        TreeMap<String, Holding> old = holdings(before);
        TreeMap<String, Holding> now = holdings(after);
        TreeSet<String> items = new TreeSet<>(old.keySet());
        items.addAll(now.keySet());
        List<HoldingChange> changes = new ArrayList<>();
        for (String item : items) {
            if (!Objects.equals(old.get(item), now.get(item))) {
                changes.add(new HoldingChange(item, userId, old.get(item), now.get(item)));
            }
        }
        return changes;
    }

    private static TreeMap<String, Holding> holdings(List<SequenceEvent> events) {
        TreeMap<String, Holding> holdings = new TreeMap<>();
        for (SequenceEvent event : events) {
            Holding holding = new Holding(event.eventTime(), event.code());
            holdings.merge(
                    event.itemId(), holding, (one, other) -> other.isLaterThan(one) ? other : one);
        }
        return holdings;
    }

    boolean joins() {
        return before == null && after != null;
    }

    boolean leaves() {
        return before != null && after == null;
    }
}
