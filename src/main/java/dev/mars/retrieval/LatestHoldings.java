// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The latest event by which a donor holds each item ({@link Holding#isLaterThan}): its code is the
 * item's.
 */
final class LatestHoldings {
    private long[] times = new long[0];
    private long[] codes = new long[0];

    /** Code of an item that has a latest event. */
    long code(int item) {
        return codes[item];
    }

    /** Whether an item's latest event is this one; null is none. */
    boolean is(int item, Holding holding) {
        return holding != null && times[item] == holding.time() && codes[item] == holding.code();
    }

    /** Lets an event decide an item's code, if it is the latest. */
    void offer(int item, long time, long code) {
        if (Holding.isLater(time, code, times[item], codes[item])) {
            times[item] = time;
            codes[item] = code;
        }
    }

    /** From now on the item has no latest event; its code is 0. */
    void forget(int item) {
        if (item >= times.length) {
            times = Arrays.copyOf(times, Math.max(item + 1, times.length * 9 / 8));
            codes = Arrays.copyOf(codes, times.length);
        }
        times[item] = Long.MIN_VALUE;
        codes[item] = 0;
    }

    long ramBytesUsed() {
        return 16L * times.length;
    }
}
