// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

/**
 * What one epoch changed of a donor; the net of it, at most one per user and epoch.
 *
 * @param evidence the donor's whole evidence; {@link Evidence#NONE} for a removal
 * @param events the donor's whole sequence for REPLACE, the positives since the last update for
 *     APPEND, none for REMOVE
 */
public record DonorUpdate(String userId, Kind kind, Evidence evidence, EventSequence events) {
    /** Names and order are part of state. */
    public enum Kind {
        REPLACE,
        APPEND,
        REMOVE
    }

    public static DonorUpdate removal(String userId) {
        return new DonorUpdate(userId, Kind.REMOVE, Evidence.NONE, EventSequence.NONE);
    }

    /**
     * The donor's sequence after this update.
     *
     * @param before the sequence so far, empty if there was none
     * @param length positives that are kept
     */
    public EventSequence fold(EventSequence before, int length) {
        return kind == Kind.APPEND ? before.append(events, length) : events.last(length);
    }
}
