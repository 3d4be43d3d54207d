// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import java.io.Serializable;
import java.util.Map;

/**
 * What a behaviour counts for.
 *
 * @param weights weight of each action; one above 0 is a positive
 * @param activity tiers and decay
 * @param length positives that are kept of a user
 * @param expireAfter milliseconds without a behaviour after which a user is forgotten, 0 = never
 */
public record PositiveRule(
        Map<String, Double> weights, ActivityRule activity, int length, long expireAfter)
        implements Serializable {
    public PositiveRule {
        weights = Map.copyOf(weights);
        if (length < 1) {
            throw new IllegalArgumentException(
                    "mars.profile.sequence-length is " + length + "; it must be 1 or more");
        }
    }

    double weight(String action) {
        Double weight = weights.get(action);
        if (weight == null) {
            throw new IllegalStateException(
                    "action '"
                            + action
                            + "' is in flight or in state, but not in mars.actions;"
                            + " keep an action configured while its behaviours are around");
        }
        return weight;
    }
}
