// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.util.Comparator;

/**
 * A positive in a user's sequence.
 *
 * @param eventTime milliseconds since the epoch
 * @param code semantic code of the item version that the behaviour met, 0 without features
 */
public record SequenceEvent(String itemId, long eventTime, String action, long code) {
    /** The order of a sequence: by event time, ties by content. */
    public static final Comparator<SequenceEvent> ORDER =
            Comparator.comparingLong(SequenceEvent::eventTime)
                    .thenComparing(SequenceEvent::itemId)
                    .thenComparing(SequenceEvent::action)
                    .thenComparing(SequenceEvent::code, Long::compareUnsigned);
}
