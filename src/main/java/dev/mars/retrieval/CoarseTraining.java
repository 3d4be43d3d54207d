// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.SplittableRandom;

/**
 * Finds coarse centroids: spherical k-means (Dhillon, Modha 2001) by Lloyd's iteration, started
 * from vectors drawn at random. Vectors are assigned in integers and summed in their order, so the
 * same vectors in the same order give the same centroids on every machine.
 */
final class CoarseTraining {
    private static final int ITERATIONS = 8;

    private static final long SEED = 1;

    /**
     * @param units [n x d], of length 1, at least as many as cells
     */
    static Centroids centroids(float[][] units, int cells) {
        int dimensions = units[0].length;
        ByteScan scan = ByteScan.fastest();
        int scale = FixedPoint.coarseScale(dimensions);
        short[] fixed = new short[dimensions];
        short[] query = new short[dimensions];
        float[][] centroids = drawn(units, cells, new SplittableRandom(SEED));
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Centroids nearest = new Centroids(centroids);
            short[] scores = nearest.scores();
            double[][] sums = new double[cells][dimensions];
            for (float[] unit : units) {
                FixedPoint.encode(unit, fixed);
                FixedPoint.coarse(fixed, scale, query);
                double[] sum = sums[nearest.nearest(scan, query, scores)];
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    sum[dimension] += unit[dimension];
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                move(centroids[cell], sums[cell]);
            }
        }
        return new Centroids(centroids);
    }

    /** Puts a centroid in the middle of its vectors; one without any stays. */
    private static void move(float[] centroid, double[] sum) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        if (squares == 0) {
            return;
        }
        double length = Math.sqrt(squares);
        for (int dimension = 0; dimension < sum.length; dimension++) {
            centroid[dimension] = (float) (sum[dimension] / length);
        }
    }

    /** Distinct places of the list (Fisher and Yates). */
    private static float[][] drawn(float[][] units, int count, SplittableRandom random) {
        float[][] shuffled = units.clone();
        float[][] drawn = new float[count][];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, shuffled.length);
            float[] taken = shuffled[other];
            shuffled[other] = shuffled[i];
            shuffled[i] = taken;
            drawn[i] = taken.clone();
        }
        return drawn;
    }

    private CoarseTraining() {}
}
