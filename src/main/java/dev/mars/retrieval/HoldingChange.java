// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.EventSequence;
import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            String userId, EventSequence before, EventSequence after) {
        TreeSet<String> items = new TreeSet<>(after.itemsChangedSince(before));
        Map<String, Holding> old = holdings(before.on(items));
        Map<String, Holding> now = holdings(after.on(items));
        List<HoldingChange> changes = new ArrayList<>();
        for (String item : items) {
            if (!Objects.equals(old.get(item), now.get(item))) {
                changes.add(new HoldingChange(item, userId, old.get(item), now.get(item)));
            }
        }
        return changes;
    }

    private static Map<String, Holding> holdings(List<SequenceEvent> events) {
        Map<String, Holding> holdings = new HashMap<>();
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
