// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded world to measure one augmentation in: 200,000 items in 2,000 clusters, whose popularity
 * falls off as 1 / rank, and 100,000 donors who hold 50 items each. A user takes seven tenths of
 * their items from four clusters and the rest from all, by popularity.
 */
final class DonorWorld implements UnifiedSpace {
    static final int ITEMS = 200_000;
    static final int DONORS = 100_000;
    static final int HELD = 50;
    static final int DIMENSIONS = 64;

    private static final int CLUSTERS = 2_000;
    private static final int TASTES = 4;
    private static final float NOISE = 0.08f;

    private final Random random = new Random(1);

    /** Apart, so that items are drawn alike whether events are asked for or not. */
    private final Random times = new Random(3);

    private final float[][] vectors = new float[ITEMS][];
    private final String[] ids = new String[ITEMS];
    private final double logItems = Math.log(ITEMS);
    private final double logOfCluster = Math.log((double) ITEMS / CLUSTERS);

    DonorWorld() {
        float[][] centres = new float[CLUSTERS][];
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            centres[cluster] = noisy(new float[DIMENSIONS], 1);
        }
        for (int item = 0; item < ITEMS; item++) {
            vectors[item] = noisy(centres[item % CLUSTERS], NOISE);
            ids[item] = "item-" + item;
        }
    }

    float[] vector(int item) {
        return vectors[item];
    }

    /** Items by rank of popularity, all different. */
    int[] draw(int count) {
        int[] tastes = random.ints(TASTES, 0, CLUSTERS).toArray();
        return random.ints(Integer.MAX_VALUE, 0, Integer.MAX_VALUE)
                .map(ignored -> random.nextInt(10) < 7 ? near(tastes) : rank(logItems))
                .distinct()
                .limit(count)
                .toArray();
    }

    private int near(int[] tastes) {
        return Math.min(ITEMS / CLUSTERS - 1, rank(logOfCluster)) * CLUSTERS
                + tastes[random.nextInt(TASTES)];
    }

    /** A rank r, from 0, with probability falling off as 1 / (r + 1). */
    private int rank(double log) {
        return (int) Math.exp(random.nextDouble() * log) - 1;
    }

    Donor donor(int number, int[] items) {
        return new Donor("donor-" + number, evidence(items), events(items));
    }

    Query query(int number, int[] items) {
        return new Query("user-" + number, events(items), evidence(items));
    }

    private List<SequenceEvent> events(int[] items) {
        List<SequenceEvent> events = new ArrayList<>(items.length);
        long time = 0;
        for (int item : items) {
            time += times.nextInt(1_000_000);
            events.add(new SequenceEvent(ids[item], time, "click", item + 1L));
        }
        return events;
    }

    private Evidence evidence(int[] items) {
        float[] sum = new float[DIMENSIONS];
        for (int item : items) {
            for (int i = 0; i < DIMENSIONS; i++) {
                sum[i] += vectors[item][i];
            }
        }
        return new Evidence(sum, 1, null, 0, 0);
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public long[] codeSample() {
        return new Random(2).longs(1, ITEMS + 1).distinct().limit(1 << 14).toArray();
    }

    @Override
    public float[] item(long code) {
        return code == 0 ? null : vectors[(int) code - 1];
    }

    @Override
    public float[] user(float[] text, double textWeight, float[] image, double imageWeight) {
        return text == null ? null : unit(text.clone());
    }

    private float[] noisy(float[] centre, float noise) {
        float[] vector = centre.clone();
        for (int i = 0; i < vector.length; i++) {
            vector[i] += noise * (float) random.nextGaussian();
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return vector;
    }
}
