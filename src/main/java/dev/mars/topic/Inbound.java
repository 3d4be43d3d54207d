// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.List;

/**
 * One record as it was read: exactly one of four kinds. Every record that is read gives one;
 * nothing is ever dropped. Two more kinds, {@link Kind#ASSIGNED} and {@link Kind#ENDED}, are no
 * records.
 *
 * @param raw of an ASSIGNED one only topic and partition mean anything, of an ENDED one nothing
 * @param value set for {@link Kind#VALUE} only
 * @param id the user or item of a VALUE or TOMBSTONE; null otherwise
 * @param time event time of a VALUE or HEARTBEAT, the Kafka timestamp of a TOMBSTONE; {@link
 *     Long#MIN_VALUE} for the other kinds, which move nobody's progress
 * @param rejection set for {@link Kind#REJECTED} only
 */
public record Inbound<T>(
        RawRecord raw, Kind kind, T value, String id, long time, Rejection rejection) {

    /** What a record turned out to be. */
    public enum Kind {
        /** A valid record. */
        VALUE,
        /** Moves its partition's progress to its time, and nothing else. */
        HEARTBEAT,
        /** A null value: erases the user, retires the item. */
        TOMBSTONE,
        /** Cannot be used: a dead letter. */
        REJECTED,
        /** Says that its partition is read from here on; comes before the partition's records. */
        ASSIGNED,
        /** Says that its reader has read all that a bounded run reads. */
        ENDED
    }

    static <T> Inbound<T> value(RawRecord raw, T value, String id, long time) {
        return new Inbound<>(raw, Kind.VALUE, value, id, time, null);
    }

    static <T> Inbound<T> heartbeat(RawRecord raw, long time) {
        return new Inbound<>(raw, Kind.HEARTBEAT, null, null, time, null);
    }

    static <T> Inbound<T> tombstone(RawRecord raw, String id) {
        return new Inbound<>(raw, Kind.TOMBSTONE, null, id, raw.timestamp(), null);
    }

    /** For a source that tells which partitions it reads. */
    public static <T> Inbound<T> assigned(String topic, int partition) {
        RawRecord place = new RawRecord(topic, partition, -1, -1, null, null, List.of());
        return new Inbound<>(place, Kind.ASSIGNED, null, null, Long.MIN_VALUE, null);
    }

    /** For a source that says when it has nothing more. */
    public static <T> Inbound<T> ended() {
        RawRecord nowhere = new RawRecord("", -1, -1, -1, null, null, List.of());
        return new Inbound<>(nowhere, Kind.ENDED, null, null, Long.MIN_VALUE, null);
    }

    /** Whether the record says how far its partition's event time has come. */
    public boolean movesProgress() {
        return kind == Kind.VALUE || kind == Kind.HEARTBEAT;
    }

    /** Also for verdicts that only a later stage can reach, such as {@link Reason#LATE}. */
    public static <T> Inbound<T> rejected(RawRecord raw, Rejection rejection) {
        return new Inbound<>(raw, Kind.REJECTED, null, null, Long.MIN_VALUE, rejection);
    }
}
