// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Random;

/** Small clouds of unit vectors. */
final class Clouds {
    static float[][] random(int count, int dimensions, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimensions];
        for (float[] vector : vectors) {
            double norm = 0;
            for (int d = 0; d < dimensions; d++) {
                vector[d] = (float) random.nextGaussian();
                norm += (double) vector[d] * vector[d];
            }
            for (int d = 0; d < dimensions; d++) {
                vector[d] /= (float) Math.sqrt(norm);
            }
        }
        return vectors;
    }

    private Clouds() {}
}
