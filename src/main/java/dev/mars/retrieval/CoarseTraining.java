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
    static final int GROUPED_FROM = 16 * Centroids.GROUP;

    /** The mean of all counts in each cell's as so many vectors would. */
    private static final int VECTORS_OF_ALL = 8;

    private static final long SEED = 1;

    /**
     * @param units [n x d], of length 1, at least as many as cells
     */
    static Centroids centroids(float[][] units, int cells) {
        CoarseQuery[] queries = queries(units);
        float[][] means = means(units, queries, cells);
        boolean grouped = cells >= GROUPED_FROM && cells % Centroids.GROUP == 0;
        Centroids centroids = grouped ? grouped(means) : new Centroids(means);
        centroids.radii(radii(centroids, queries));
        return centroids;
    }

    /** The vectors as they are compared with centroids. */
    private static CoarseQuery[] queries(float[][] units) {
        short[] fixed = new short[units[0].length];
        CoarseQuery[] queries = new CoarseQuery[units.length];
        for (int i = 0; i < units.length; i++) {
            FixedPoint.encode(units[i], fixed);
            queries[i] = new CoarseQuery(fixed.length);
            queries[i].set(fixed);
        }
        return queries;
    }

    private static float[][] means(float[][] units, CoarseQuery[] queries, int cells) {
        int dimensions = units[0].length;
        ByteScan scan = ByteScan.fastest();
        float[][] means = drawn(units, cells, new SplittableRandom(SEED));
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Centroids nearest = new Centroids(means);
            Centroids.Scores scores = nearest.scores();
            double[][] sums = new double[cells][dimensions];
            for (int i = 0; i < units.length; i++) {
                double[] sum = sums[nearest.nearest(scan, queries[i], scores)];
                for (int dimension = 0; dimension < dimensions; dimension++) {
                    sum[dimension] += units[i][dimension];
                }
            }
            for (int cell = 0; cell < cells; cell++) {
                move(means[cell], sums[cell]);
            }
        }
        return means;
    }

    /** Of each cell; where it has few vectors, nearer to that of all. */
    private static double[] radii(Centroids centroids, CoarseQuery[] queries) {
        ByteScan scan = ByteScan.fastest();
        Centroids.Scores scores = centroids.scores();
        double[] sums = new double[centroids.count()];
        int[] counts = new int[centroids.count()];
        double sum = 0;
        for (CoarseQuery query : queries) {
            int cell = centroids.nearest(scan, query, scores);
            double cosine = (double) scores.own()[cell] / query.one();
            sums[cell] += cosine;
            counts[cell]++;
            sum += cosine;
        }
        double[] radii = new double[sums.length];
        for (int cell = 0; cell < radii.length; cell++) {
            double mean =
                    (sums[cell] + VECTORS_OF_ALL * sum / queries.length)
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
        int count = centroids.length / Centroids.GROUP;
        CoarseQuery[] queries = queries(centroids);
        Centroids around = new Centroids(means(centroids, queries, count));
        long[] pairs = pairs(queries, around);
        Arrays.sort(pairs);
        float[][] inGroups = new float[centroids.length][];
        int[] sizes = new int[count];
        boolean[] placed = new boolean[centroids.length];
        for (long pair : pairs) {
            int group = (int) pair & 0xFFFF;
            int centroid = (int) pair >>> 16;
            if (!placed[centroid] && sizes[group] < Centroids.GROUP) {
                placed[centroid] = true;
                inGroups[group * Centroids.GROUP + sizes[group]++] = centroids[centroid];
            }
        }
        return new Centroids(inGroups, around);
    }

    /** Of each centroid with each group: the score, negated, then the two numbers. */
    private static long[] pairs(CoarseQuery[] centroids, Centroids groups) {
        ByteScan scan = ByteScan.fastest();
        Centroids.Scores scores = groups.scores();
        long[] pairs = new long[centroids.length * groups.count()];
        int size = 0;
        for (int centroid = 0; centroid < centroids.length; centroid++) {
            groups.score(scan, centroids[centroid], scores);
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
