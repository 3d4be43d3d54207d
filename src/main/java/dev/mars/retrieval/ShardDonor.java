// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.List;

/**
 * A donor as a shard knows them: less than a {@link Donor}, as what their events say of the items'
 * codes goes another way ({@link HoldingChange}). Immutable.
 *
 * @param lastPositive event time, milliseconds since the epoch; {@link Long#MIN_VALUE} without any
 * @param items the distinct items held, in id order
 */
public record ShardDonor(String userId, long lastPositive, List<String> items, Evidence evidence) {
    public ShardDonor {
        items = List.copyOf(items);
    }

    public static ShardDonor of(Donor donor) {
        return new ShardDonor(
                donor.userId(),
                donor.lastPositive(),
                donor.events().stream().map(SequenceEvent::itemId).distinct().sorted().toList(),
                donor.evidence());
    }
}
