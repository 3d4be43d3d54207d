// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.io.Serializable;

/**
 * Which part of its topics a run reads, and which outputs it writes. Event times, milliseconds
 * since the epoch.
 *
 * @param bounded true to end at what the topics hold when the job starts
 * @param behaviorsFrom behaviours before this time count for nothing, as if nobody had acted
 *     earlier; {@link Long#MIN_VALUE} for all
 * @param from first asOf that is written; {@link Long#MIN_VALUE} for all
 * @param to first asOf that is no longer written; {@link Long#MAX_VALUE} for all
 */
public record Extent(boolean bounded, long behaviorsFrom, long from, long to)
        implements Serializable {
    /** Everything there is and will be. */
    public static final Extent LIVE =
            new Extent(false, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Everything that the topics hold when the job starts. */
    public static final Extent BOUNDED =
            new Extent(true, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE);

    /** The outputs of a span, from all behaviours before its end: exactly those of a live job. */
    public static Extent replay(long from, long to) {
        return new Extent(true, Long.MIN_VALUE, from, to);
    }

    /**
     * The outputs of a span, from what happened in it and for some time before.
     *
     * @param warmUp milliseconds
     */
    public static Extent replay(long from, long to, long warmUp) {
        // Event times are 0 or more.
        return new Extent(true, warmUp >= from ? Long.MIN_VALUE : from - warmUp, from, to);
    }

    /**
     * Where the behaviours are read from, as a Kafka timestamp. An event time is at most {@code
     * maxAhead} ahead of its record's, or the record is refused. So what stands before the first
     * record with this timestamp is older than every behaviour that counts: it can neither be one,
     * nor make one late.
     *
     * @param maxAhead milliseconds
     * @return milliseconds since the epoch; 0 for a topic's beginning
     */
    public long startTimestamp(long maxAhead) {
        return behaviorsFrom <= maxAhead ? 0 : behaviorsFrom - maxAhead;
    }

    /** Whether a behaviour of this time can have a say in any output. */
    boolean counts(long time) {
        return time >= behaviorsFrom && time < to;
    }

    boolean writes(long asOf) {
        return asOf >= from && asOf < to;
    }

    /** Whether anything is left out at all. */
    boolean isSpan() {
        return from != Long.MIN_VALUE || to != Long.MAX_VALUE;
    }
}
