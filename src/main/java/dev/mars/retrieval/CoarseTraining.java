// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds coarse centroids: spherical k-means (Dhillon, Modha 2001) by Lloyd's iteration, started
 * from vectors drawn at random. Vectors are assigned in integers and summed in their order, so the
 * same vectors in the same order give the same centroids on every machine. Many centroids are put
 * into groups by the same means.
 */
final class CoarseTraining {
    private static final int ITERATIONS = 8;

    /** Fewer are scanned sooner than their groups would be looked for. */
    static final int GROUPED_FROM = 16 * ByteScan.LANES;

    /** The mean of all counts in each cell's as so many vectors would. */
    private static final int VECTORS_OF_ALL = 8;

    private static final long SEED = 1;

    /**
     * @param units [n x d], of length 1, at least as many as cells
     */
    static Centroids centroids(float[][] units, int cells) {
        int dimensions = units[0].length;
        ByteScan scan = ByteScan.fastest();
        short[] fixed = new short[dimensions];
        CoarseQuery query = new CoarseQuery(dimensions);
        float[][] centroids = drawn(units, cells, new SplittableRandom(SEED));
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Centroids nearest = new Centroids(centroids);
            Centroids.Scores scores = nearest.scores();
            double[][] sums = new double[cells][dimensions];
            for (float[] unit : units) {
                FixedPoint.encode(unit, fixed);
                query.set(fixed);
                double[] sum = sums[nearest.nearest(scan, query, scores)];
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    sum[dimension] += unit[dimension];
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                move(centroids[cell], sums[cell]);
            }
        }
        boolean grouped = cells >= GROUPED_FROM && cells % ByteScan.LANES == 0;
        Centroids trained = grouped ? grouped(centroids) : new Centroids(centroids);
        trained.radii(radii(trained, units));
        return trained;
    }

    /** Of each cell; where it has few vectors, nearer to that of all. */
    private static double[] radii(Centroids centroids, float[][] units) {
        CoarseQuery query = new CoarseQuery(units[0].length);
        short[] fixed = new short[units[0].length];
        Centroids.Scores scores = centroids.scores();
        double[] sums = new double[centroids.count()];
        int[] counts = new int[centroids.count()];
        double sum = 0;
        for (float[] unit : units) {
            FixedPoint.encode(unit, fixed);
            query.set(fixed);
            int cell = centroids.nearest(ByteScan.fastest(), query, scores);
            double cosine = scores.own()[cell] / (127.0 * query.scale());
            sums[cell] += cosine;
            counts[cell]++;
            sum += cosine;
        }
        double[] radii = new double[sums.length];
        for (int cell = 0; cell < radii.length; cell++) {
            double mean =
                    (sums[cell] + VECTORS_OF_ALL * sum / units.length)
                            / (counts[cell] + VECTORS_OF_ALL);
            radii[cell] = Math.sqrt(Math.max(0, 1 - mean * mean));
        }
        return radii;
    }

    /**
     * Puts centroids into groups of equal size: around the centroids of a coarser partition of
     * them, each where it is nearest, but the nearest pairs of all first, until a group is full.
     */
    private static Centroids grouped(float[][] centroids) {
        int count = centroids.length / ByteScan.LANES;
        Centroids around = centroids(centroids, count);
        long[] pairs = pairs(centroids, around);
        Arrays.sort(pairs);
        float[][] inGroups = new float[centroids.length][];
        int[] sizes = new int[count];
        boolean[] placed = new boolean[centroids.length];
        for (long pair : pairs) {
            int group = (int) pair & 0xFFFF;
            int centroid = (int) pair >>> 16;
            if (!placed[centroid] && sizes[group] < ByteScan.LANES) {
                placed[centroid] = true;
                inGroups[group * ByteScan.LANES + sizes[group]++] = centroids[centroid];
            }
        }
        return new Centroids(inGroups, around);
    }

    /** Of each centroid with each group: the score, negated, then the two numbers. */
    private static long[] pairs(float[][] centroids, Centroids groups) {
        int dimensions = centroids[0].length;
        ByteScan scan = ByteScan.fastest();
        short[] fixed = new short[dimensions];
        CoarseQuery query = new CoarseQuery(dimensions);
        Centroids.Scores scores = groups.scores();
        long[] pairs = new long[centroids.length * groups.count()];
        int size = 0;
        for (int centroid = 0; centroid < centroids.length; centroid++) {
            FixedPoint.encode(centroids[centroid], fixed);
            query.set(fixed);
            groups.score(scan, query, scores);
            for (int group = 0; group < groups.count(); group++) {
                pairs[size++] = (long) -scores.own()[group] << 32 | (long) centroid << 16 | group;
            }
        }
        return pairs;
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
