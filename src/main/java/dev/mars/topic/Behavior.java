// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.Comparator;

/**
 * One act of a user on an item, valid by {@link BehaviorReader}.
 *
 * @param action one of the configured actions
 * @param eventTime milliseconds since the epoch, 0 or more
 * @param rating finite, or null
 */
public record Behavior(String userId, String itemId, String action, long eventTime, Float rating) {
    /** A total order in which only equal behaviours are equal; independent of arrival. */
    public static final Comparator<Behavior> CONTENT =
            Comparator.comparingLong(Behavior::eventTime)
                    .thenComparing(Behavior::userId)
                    .thenComparing(Behavior::itemId)
                    .thenComparing(Behavior::action)
                    .thenComparing(
                            Behavior::rating, Comparator.nullsFirst(Comparator.naturalOrder()));
}
