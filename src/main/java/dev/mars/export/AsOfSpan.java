// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

/**
 * Event times, milliseconds since the epoch.
 *
 * @param from first asOf that is exported
 * @param to first asOf that is no longer exported
 */
public record AsOfSpan(long from, long to) {
    boolean contains(long asOf) {
        return asOf >= from && asOf < to;
    }

    /** What is left of it from a time on; empty if that is behind it. */
    public AsOfSpan from(long time) {
        return new AsOfSpan(Math.min(Math.max(from, time), to), to);
    }
}
