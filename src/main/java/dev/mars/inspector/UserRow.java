// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.Tier;

/**
 * A user's latest output in a line, and where the whole of it stands.
 *
 * @param asOf milliseconds of event time
 * @param own length of the own sequence
 * @param augmented length of the augmented one
 */
record UserRow(
        String userId,
        long asOf,
        Tier tier,
        double activity,
        AugmentationStatus status,
        int own,
        int augmented,
        int partition,
        long offset) {

    static UserRow of(AugmentedSequence sequence, int partition, long offset) {
        return new UserRow(
                sequence.getUserId(),
                sequence.getAsOf(),
                sequence.getTier(),
                sequence.getActivity(),
                sequence.getStatus(),
                sequence.getOwn().size(),
                sequence.getAugmented().size(),
                partition,
                offset);
    }
}
