// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.io.Serializable;

/**
 * What makes a user LOW, MEDIUM or HIGH.
 *
 * @param decay of the count of positives
 * @param low count from which a user is MEDIUM
 * @param high count from which a user is HIGH
 * @param hysteresis share of a threshold at which its tier is left downward, in (0, 1]
 */
public record ActivityRule(Decay decay, double low, double high, double hysteresis)
        implements Serializable {
    public ActivityRule {
        if (!(low > 0 && low <= high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "mars.profile.low is "
                            + low
                            + " and mars.profile.high is "
                            + high
                            + "; they must satisfy 0 < low <= high");
        }
        if (!(hysteresis > 0 && hysteresis <= 1)) {
            throw new IllegalArgumentException(
                    "mars.profile.hysteresis is " + hysteresis + "; it must be in (0, 1]");
        }
    }

    /** The highest tier that a count reaches from below. */
    Tier reached(double count) {
        return count >= high ? Tier.HIGH : count >= low ? Tier.MEDIUM : Tier.LOW;
    }

    /** The count below which a tier is left. */
    double floor(Tier tier) {
        return hysteresis * (tier == Tier.HIGH ? high : low);
    }
}
