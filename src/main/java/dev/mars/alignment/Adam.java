// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) on one array of parameters, β₁ = 0.9, β₂ = 0.999, ε =
 * 1e-8.
 */
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] mean;
    private final double[] square;
    private double firstLeft = 1;
    private double secondLeft = 1;

    Adam(int parameters) {
        mean = new double[parameters];
        square = new double[parameters];
    }

    /** Moves the parameters one step against their gradient. */
    void step(double[] parameters, double[] gradient, double rate) {
        firstLeft *= FIRST;
        secondLeft *= SECOND;
        for (int i = 0; i < mean.length; i++) {
            mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
            square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
            double scale = StrictMath.sqrt(square[i] / (1 - secondLeft)) + EPSILON;
            parameters[i] -= rate * (mean[i] / (1 - firstLeft)) / scale;
        }
    }
}
