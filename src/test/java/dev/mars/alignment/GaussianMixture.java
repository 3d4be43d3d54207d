// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Random;

/**
 * Two round Gaussians of weight 0.3 and 0.7: a target whose score is not linear and whose tails
 * differ, to tell what holds for any target from what holds for N(0, I) alone.
 */
final class GaussianMixture implements Score {
    private static final double[] WEIGHTS = {0.3, 0.7};
    private static final double[] CENTRES = {-1.2, 0.8};
    private static final double[] SIGMAS = {0.6, 1.1};

    static double[] standardNormal(Random random, int dimensions) {
        double[] x = new double[dimensions];
        for (int k = 0; k < dimensions; k++) {
            x[k] = random.nextGaussian();
        }
        return x;
    }

    static double[][] standardNormal(Random random, int points, int dimensions) {
        double[][] x = new double[points][];
        for (int i = 0; i < points; i++) {
            x[i] = standardNormal(random, dimensions);
        }
        return x;
    }

    double[] sample(Random random, int dimensions) {
        int component = random.nextDouble() < WEIGHTS[0] ? 0 : 1;
        double[] x = standardNormal(random, dimensions);
        for (int k = 0; k < dimensions; k++) {
            x[k] = CENTRES[component] + SIGMAS[component] * x[k];
        }
        return x;
    }

    double density(double[] x) {
        return part(x, 0) + part(x, 1);
    }

    @Override
    public double[] at(double[] x) {
        double[] score = new double[x.length];
        for (int c = 0; c < 2; c++) {
            double share = part(x, c) / density(x);
            for (int k = 0; k < x.length; k++) {
                score[k] += share * (CENTRES[c] - x[k]) / (SIGMAS[c] * SIGMAS[c]);
            }
        }
        return score;
    }

    private static double part(double[] x, int c) {
        double part = WEIGHTS[c];
        for (double value : x) {
            double z = (value - CENTRES[c]) / SIGMAS[c];
            part *= Math.exp(-z * z / 2) / (SIGMAS[c] * Math.sqrt(2 * Math.PI));
        }
        return part;
    }
}
