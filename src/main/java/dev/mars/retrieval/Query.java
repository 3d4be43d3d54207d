// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.List;
import java.util.Objects;

/**
 * Who asks for an augmentation. Immutable.
 *
 * @param own the user's positives, oldest first; brought into {@link SequenceEvent#ORDER}
 * @param evidence what the user's embedding follows from
 */
public record Query(String userId, List<SequenceEvent> own, Evidence evidence) {
    public Query {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(evidence, "evidence");
        own = Sequences.ordered(own);
    }
}
