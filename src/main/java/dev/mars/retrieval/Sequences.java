// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.EventSequence;
import dev.mars.profile.SequenceEvent;
import java.util.List;

/** Brings sequences into the one order that the answers are defined by. */
final class Sequences {
    /** Unmodifiable copy in {@link SequenceEvent#ORDER}; the list itself if it is that already. */
    static List<SequenceEvent> ordered(List<SequenceEvent> events) {
        if (events instanceof EventSequence) {
            // Ordered already, and slow to look into here and there.
            return List.copyOf(events);
        }
        for (int i = 1; i < events.size(); i++) {
            if (SequenceEvent.ORDER.compare(events.get(i - 1), events.get(i)) > 0) {
                return events.stream().sorted(SequenceEvent.ORDER).toList();
            }
        }
        return List.copyOf(events);
    }

    private Sequences() {}
}
