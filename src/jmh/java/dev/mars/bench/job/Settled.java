// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

/** Whether a count has risen and then stood still for some seconds. */
final class Settled {
    private final double seconds;
    private long count;
    private long since = System.nanoTime();

    Settled(double seconds) {
        this.seconds = seconds;
    }

    /** With the count as it is now. */
    boolean after(long now) {
        if (now != count) {
            count = now;
            since = System.nanoTime();
        }
        return count > 0 && (System.nanoTime() - since) / 1e9 > seconds;
    }
}
