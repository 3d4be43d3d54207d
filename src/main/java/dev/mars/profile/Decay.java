// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.io.Serializable;

/**
 * Exponential decay with a half-life.
 *
 * @param halfLife milliseconds; 0 = no decay
 */
public record Decay(long halfLife) implements Serializable {
    public Decay {
        if (halfLife < 0) {
            throw new IllegalArgumentException(
                    "half-life is " + halfLife + " ms; it must be 0 (no decay) or more");
        }
    }

    /** 2^(-elapsed / half-life), for elapsed milliseconds of 0 or more. */
    public double factor(long elapsed) {
        return halfLife == 0 || elapsed == 0 ? 1 : StrictMath.pow(2, -(double) elapsed / halfLife);
    }

    /**
     * Milliseconds after which a value has first fallen below a threshold, rounded up, or {@link
     * Long#MAX_VALUE} for never.
     */
    public long until(double value, double threshold) {
        if (value < threshold) {
            return 0;
        }
        if (halfLife == 0) {
            return Long.MAX_VALUE;
        }
        double elapsed = halfLife * (StrictMath.log(value / threshold) / StrictMath.log(2));
        return elapsed < Long.MAX_VALUE ? (long) StrictMath.floor(elapsed) + 1 : Long.MAX_VALUE;
    }
}
