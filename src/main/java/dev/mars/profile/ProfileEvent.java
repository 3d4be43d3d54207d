// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import dev.mars.alignment.BaseFeatures;
import java.util.Comparator;

/**
 * A behaviour with the item version that it met.
 *
 * @param eventTime milliseconds since the epoch
 * @param rating what the user said of the item, or null
 */
public record ProfileEvent(
        String userId,
        String itemId,
        String action,
        long eventTime,
        Float rating,
        BaseFeatures features) {
    /** Order of behaviours of one user at one time: by content, so that arrival has no say. */
    static final Comparator<ProfileEvent> CONTENT =
            Comparator.comparing(ProfileEvent::itemId)
                    .thenComparing(ProfileEvent::action)
                    .thenComparing(ProfileEvent::rating, Comparator.nullsFirst(Float::compareTo));
}
