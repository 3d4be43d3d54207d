// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.io.Serializable;

/**
 * Fixed, UTC-aligned slices of event time, numbered from 0 at 1970-01-01T00:00Z. What changes in
 * one becomes visible in the next.
 *
 * @param length milliseconds
 */
public record Epochs(long length) implements Serializable {
    public Epochs {
        if (length < 1) {
            throw new IllegalArgumentException(
                    "mars.epoch is " + length + " ms; it must be at least 1 ms");
        }
    }

    /** Number of the epoch that an event time lies in. */
    public long of(long time) {
        return Math.floorDiv(time, length);
    }

    public long start(long epoch) {
        return epoch * length;
    }

    /** The last millisecond of an epoch. */
    public long last(long epoch) {
        return start(epoch) + length - 1;
    }
}
