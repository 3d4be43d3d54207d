// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lloyd's k-means for one level of 256 centroids, started by k-means++ (Arthur and Vassilvitskii
 * 2007) on the first vectors.
 *
 * <p>Vectors are assigned in parallel, each on its own, and summed in their order, so the result
 * does not depend on threads. Fewer distinct vectors than 256: the rest repeats the first centroid,
 * which wins every tie, so the rest is never used. A centroid that loses all its vectors stays
 * where it is.
 */
final class KMeans {
    private static final int ITERATIONS = 10;

    /** The start looks at this many vectors; all of them would cost as much as an iteration. */
    private static final int SEEDED_FROM = 4096;

    /**
     * @param vectors [n x d], n above 0
     * @return [256 x d]
     */
    static float[] centroids(float[][] vectors, SplittableRandom random) {
        int dimensions = vectors[0].length;
        float[] centroids = start(vectors, random);
        int[] nearest = new int[vectors.length];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Codebook book = new Codebook(centroids, 0, dimensions);
            IntStream.range(0, vectors.length)
                    .parallel()
                    .forEach(i -> nearest[i] = book.nearest(vectors[i]));
            moveToMeans(vectors, nearest, centroids);
        }
        return centroids;
    }

    private static float[] start(float[][] vectors, SplittableRandom random) {
        int dimensions = vectors[0].length;
        int seen = Math.min(vectors.length, SEEDED_FROM);
        double[] distances = new double[seen];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        float[] centroids = new float[Codebook.SIZE * dimensions];
        int chosen = random.nextInt(seen);
        for (int c = 0; c < Codebook.SIZE; c++) {
            System.arraycopy(vectors[chosen], 0, centroids, c * dimensions, dimensions);
            float[] last = vectors[chosen];
            IntStream.range(0, seen)
                    .parallel()
                    .forEach(
                            i ->
                                    distances[i] =
                                            Math.min(
                                                    distances[i],
                                                    squaredDistance(vectors[i], last)));
            chosen = draw(distances, random);
            if (chosen < 0) {
                repeatFirst(centroids, c + 1, dimensions);
                return centroids;
            }
        }
        return centroids;
    }

    /** An index with probability in proportion to its distance, or -1 if all are 0. */
    private static int draw(double[] distances, SplittableRandom random) {
        double total = 0;
        for (double distance : distances) {
            total += distance;
        }
        double left = random.nextDouble() * total;
        int drawn = -1;
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] > 0) {
                drawn = i;
                left -= distances[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return drawn;
    }

    private static void repeatFirst(float[] centroids, int from, int dimensions) {
        for (int c = from; c < Codebook.SIZE; c++) {
            System.arraycopy(centroids, 0, centroids, c * dimensions, dimensions);
        }
    }

    private static void moveToMeans(float[][] vectors, int[] nearest, float[] centroids) {
        int dimensions = vectors[0].length;
        double[][] sums = new double[Codebook.SIZE][dimensions];
        int[] counts = new int[Codebook.SIZE];
        for (int i = 0; i < vectors.length; i++) {
            double[] sum = sums[nearest[i]];
            counts[nearest[i]]++;
            for (int k = 0; k < dimensions; k++) {
                sum[k] += vectors[i][k];
            }
        }
        for (int c = 0; c < Codebook.SIZE; c++) {
            for (int k = 0; counts[c] > 0 && k < dimensions; k++) {
                centroids[c * dimensions + k] = (float) (sums[c][k] / counts[c]);
            }
        }
    }

    private static double squaredDistance(float[] a, float[] b) {
        double squares = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = (double) a[k] - b[k];
            squares += difference * difference;
        }
        return squares;
    }

    private KMeans() {}
}
