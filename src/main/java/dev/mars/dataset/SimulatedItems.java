// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;
import java.util.Arrays;

/**
 * Items: a topic, a place in the hidden space near its topic's, a popularity by Zipf's law, and a
 * time of birth. Indexes are in the order of birth; popularity has nothing to do with it. What is
 * kept is a few numbers per item.
 */
final class SimulatedItems {
    private static final double POPULARITY_EXPONENT = 0.8;
    private static final double POPULARITY_HEAD = 5;

    /** Length of an item's own direction against its topic's, which is 1. */
    private static final double OWN = 0.7;

    private final long seed;
    private final long start;
    private final long span;
    private final int settled;
    private final int count;
    private final float[][] topics;
    private final int[] topicOf;
    private final Popularity all;
    private final Popularity[] byTopic;

    SimulatedItems(SimulatorSettings settings, float[][] topics) {
        seed = settings.seed();
        start = settings.start();
        span = settings.span().toMillis();
        count = settings.items();
        settled = count - (int) (count * settings.births());
        this.topics = topics;
        topicOf = new int[count];
        int[] sizes = new int[topics.length];
        for (int item = 0; item < count; item++) {
            topicOf[item] = new Draws(seed, Domain.ITEM, item).below(topics.length);
            sizes[topicOf[item]]++;
        }
        double[] weights = weights(new Draws(seed, Domain.POPULARITY, 0));
        int[] everything = new int[count];
        int[][] members = new int[topics.length][];
        Arrays.setAll(members, topic -> new int[sizes[topic]]);
        for (int item = count - 1; item >= 0; item--) {
            everything[item] = item;
            members[topicOf[item]][--sizes[topicOf[item]]] = item;
        }
        all = new Popularity(everything, weights);
        byTopic = new Popularity[topics.length];
        Arrays.setAll(byTopic, topic -> new Popularity(members[topic], weights));
    }

    private double[] weights(Draws draws) {
        double[] weights = new double[count];
        for (int rank = 0; rank < count; rank++) {
            weights[rank] = StrictMath.pow(rank + POPULARITY_HEAD, -POPULARITY_EXPONENT);
        }
        for (int i = count - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            double swap = weights[i];
            weights[i] = weights[j];
            weights[j] = swap;
        }
        return weights;
    }

    int count() {
        return count;
    }

    int topic(int item) {
        return topicOf[item];
    }

    /** Items of the same topic with a lower index. */
    int position(int item) {
        return byTopic[topicOf[item]].position(item);
    }

    /** Place in the hidden space, of length 1. */
    float[] latent(int item) {
        Draws draws = new Draws(seed, Domain.ITEM, item);
        float[] latent = topics[draws.below(topics.length)].clone();
        Latent.add(latent, OWN, draws.direction(Latent.DIMENSIONS));
        return Latent.unit(latent);
    }

    /** When an item appears, milliseconds since the epoch; 0 if it was always there. */
    long birth(int item) {
        if (item < settled) {
            return 0;
        }
        double share = (item - settled + 1.0) / (count - settled + 1.0);
        return start + (long) (share * span);
    }

    /**
     * An item of a topic by its popularity, or of all topics for -1; born by {@code time}, or -1.
     */
    int draw(int topic, long time, Draws draws) {
        Popularity popularity = topic < 0 ? all : byTopic[topic];
        int item = popularity.draw(draws);
        return item >= 0 && birth(item) <= time ? item : -1;
    }

    /** Draws items by weight, through a binary search in running sums. */
    private static final class Popularity {
        private final int[] items;
        private final double[] sums;

        Popularity(int[] items, double[] weights) {
            this.items = items;
            sums = new double[items.length];
            double sum = 0;
            for (int i = 0; i < items.length; i++) {
                sum += weights[items[i]];
                sums[i] = sum;
            }
        }

        int draw(Draws draws) {
            if (items.length == 0) {
                return -1;
            }
            int found = Arrays.binarySearch(sums, draws.uniform() * sums[sums.length - 1]);
            int position = found >= 0 ? found + 1 : -found - 1;
            return items[Math.min(position, items.length - 1)];
        }

        int position(int item) {
            return Arrays.binarySearch(items, item);
        }
    }
}
