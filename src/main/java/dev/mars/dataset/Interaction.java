// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.util.Comparator;

/**
 * One act of a user on an item.
 *
 * @param eventTime milliseconds since the epoch, 0 or more
 * @param action null where the set names none: the default action
 * @param rating finite, or null
 */
public record Interaction(
        String userId, String itemId, long eventTime, String action, Float rating) {
    /** By event time, ties by content; absent values first. */
    public static final Comparator<Interaction> ORDER =
            Comparator.comparingLong(Interaction::eventTime)
                    .thenComparing(Interaction::userId)
                    .thenComparing(Interaction::itemId)
                    .thenComparing(
                            Interaction::action, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(
                            Interaction::rating, Comparator.nullsFirst(Comparator.naturalOrder()));
}
