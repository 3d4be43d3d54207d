// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/** The score ∇ log p of a target density p: what a Stein kernel needs to know of its target. */
@FunctionalInterface
public interface Score {
    /** Of N(0, I), in any dimension: −x. */
    Score STANDARD_NORMAL =
            x -> {
                double[] score = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    score[k] = -x[k];
                }
                return score;
            };

    /**
     * ∇ log p(x).
     *
     * @param x a point, not to be changed
     * @return as long as x
     */
    double[] at(double[] x);
}
