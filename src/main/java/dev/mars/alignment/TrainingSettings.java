// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.io.Serializable;

/**
 * What shapes a model besides its items.
 *
 * @param dimensions d of the base and of the unified space; more keeps more of the features and
 *     costs memory and time in proportion
 * @param seed the same items and seed give the same model
 * @param sample items trained on at most
 * @param ridge of the CCA, as a share of the mean variance of a base dimension; more trusts the
 *     pairs less
 * @param descent from there
 * @param force publish a model that the gate refuses, marked so
 * @param method how far the training goes
 */
public record TrainingSettings(
        int dimensions,
        long seed,
        int sample,
        double ridge,
        DescentSettings descent,
        boolean force,
        Method method)
        implements Serializable {
    /** With the usual descent and gate. */
    public TrainingSettings(int dimensions, long seed, int sample, double ridge) {
        this(dimensions, seed, sample, ridge, DescentSettings.DEFAULT, false);
    }

    /** With the whole of the training. */
    public TrainingSettings(
            int dimensions,
            long seed,
            int sample,
            double ridge,
            DescentSettings descent,
            boolean force) {
        this(dimensions, seed, sample, ridge, descent, force, Method.STEIN);
    }

    public TrainingSettings {
        if (dimensions < 1) {
            throw new IllegalArgumentException(
                    "dimensions is " + dimensions + "; it must be 1 or more");
        }
        if (sample < 1) {
            throw new IllegalArgumentException("sample is " + sample + "; it must be 1 or more");
        }
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "ridge is " + ridge + "; it must be 0 or more and finite; 0.1 is usual");
        }
    }
}
