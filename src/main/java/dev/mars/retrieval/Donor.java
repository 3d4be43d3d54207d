// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.DonorUpdate;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.List;
import java.util.Objects;

/**
 * A HIGH user as the index knows them. Immutable.
 *
 * @param evidence what the user's embedding follows from
 * @param events the last positives, usually at most 100. The distinct items among them are the
 *     items that the donor holds
 */
public record Donor(String userId, Evidence evidence, EventSequence events) {
    public Donor {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(events, "events");
    }

    /** The same, of events in any order. */
    public Donor(String userId, Evidence evidence, List<SequenceEvent> events) {
        this(userId, evidence, EventSequence.of(events));
    }

    /**
     * A donor after an update that is no removal.
     *
     * @param before null if there was none
     * @param length positives that are kept
     */
    public static Donor after(Donor before, DonorUpdate update, int length) {
        EventSequence events = before == null ? EventSequence.NONE : before.events;
        return new Donor(update.userId(), update.evidence(), update.fold(events, length));
    }

    /** Event time of the last event, {@link Long#MIN_VALUE} without any. */
    long lastPositive() {
        return events.lastTime();
    }
}
