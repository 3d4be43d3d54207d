// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * More vectors like given ones. A new vector starts at a given one, a, and leaves it along the
 * directions to three of its sixteen nearest neighbours, by random amounts: v = norm(a + sum_j g_j
 * (b_j - a) / sqrt(3) + e), g_j standard normal. So it moves about as far as a's neighbours are
 * away, and mostly where the data has its variance: the local dimension of the data is kept, which
 * noise in all directions would raise and copies would lower. e is a tenth of that, in any
 * direction, and keeps vectors apart where given ones have no more than a few neighbours.
 */
final class Resampler {
    private static final int NEIGHBOURS = 16;
    private static final int DIRECTIONS = 3;
    private static final double ISOTROPIC = 0.1;

    private final float[][] given;
    private final int[][] near;

    /**
     * @param given unit vectors, more than sixteen, no two equal
     */
    Resampler(float[][] given) {
        if (given.length <= NEIGHBOURS) {
            throw new IllegalArgumentException(
                    "there are "
                            + given.length
                            + " vectors to resample; it takes more than "
                            + NEIGHBOURS
                            + ": name a larger data set");
        }
        this.given = given;
        near = ExactNeighbours.of(given, given, NEIGHBOURS);
    }

    /** As many vectors as asked for: given ones, and new ones where those do not suffice. */
    float[][] take(int count, long seed) {
        float[][] own = given.clone();
        VectorSet.shuffle(own, new Random(seed));
        float[][] taken = Arrays.copyOf(own, count);
        IntStream.range(given.length, Math.max(given.length, count))
                .parallel()
                .forEach(i -> taken[i] = draw(new Random(seed * 0x9E3779B97F4A7C15L + i)));
        return taken;
    }

    private float[] draw(Random random) {
        int start = random.nextInt(given.length);
        float[] a = given[start];
        double[] v = new double[a.length];
        double moved = 0;
        for (int j = 0; j < DIRECTIONS; j++) {
            float[] b = given[near[start][random.nextInt(NEIGHBOURS)]];
            double g = random.nextGaussian() / Math.sqrt(DIRECTIONS);
            for (int d = 0; d < v.length; d++) {
                double step = b[d] - a[d];
                v[d] += g * step;
                moved += step * step / DIRECTIONS;
            }
        }
        double noise = ISOTROPIC * Math.sqrt(moved / v.length);
        for (int d = 0; d < v.length; d++) {
            v[d] += a[d] + noise * random.nextGaussian();
        }
        return unit(v);
    }

    private static float[] unit(double[] v) {
        double norm = Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
        float[] unit = new float[v.length];
        for (int d = 0; d < v.length; d++) {
            unit[d] = (float) (v[d] / norm);
        }
        return unit;
    }
}
