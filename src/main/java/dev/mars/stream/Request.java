// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.Tier;

/**
 * Asks for one output.
 *
 * @param asOf event time, milliseconds since the epoch
 * @param erased true for a tombstone; then nothing but user and time counts
 * @param activity decayed count of positives at {@code asOf}
 * @param own the user's last positives, oldest first
 * @param evidence of a LOW user; NONE for others, who get no augmentation
 */
public record Request(
        String userId,
        long asOf,
        boolean erased,
        Tier tier,
        double activity,
        EventSequence own,
        Evidence evidence) {
    static Request erasure(String userId, long asOf) {
        return new Request(userId, asOf, true, Tier.LOW, 0, EventSequence.NONE, Evidence.NONE);
    }
}
