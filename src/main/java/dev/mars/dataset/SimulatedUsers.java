// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;

/**
 * People, none of whom is kept: who they are follows from the seed and their index.
 *
 * <p><b>Activity.</b> Rank r of n acts at a rate proportional to (r + q)^-a, Zipf's law flattened
 * at the head (Mandelbrot). With q a fixed share of n the shape is the same for any number of
 * users, and as the rates' integral has a closed form, so has its inverse: a user is drawn with one
 * {@code pow} and no table. At 12 positives a user on average about 70 % of them have fewer than 5,
 * a tenth 20 or more, the most active some hundreds. A bijection scatters the ranks over the
 * indexes.
 *
 * <p><b>Taste.</b> A main and a second topic and a deviation of one's own. Interest in the second
 * topic moves on to a third one as time goes by, linearly over the span: interest drifts.
 */
final class SimulatedUsers {
    private static final double EXPONENT = 1.7;
    private static final double HEAD = 0.02;
    private static final double MAIN = 0.65;
    private static final double OWN = 0.5;

    private final long seed;
    private final int count;
    private final long start;
    private final long span;
    private final float[][] topics;
    private final long stride;
    private final long offset;
    private final double head;
    private final double first;
    private final double last;

    SimulatedUsers(SimulatorSettings settings, float[][] topics) {
        seed = settings.seed();
        count = settings.users();
        start = settings.start();
        span = settings.span().toMillis();
        this.topics = topics;
        Draws draws = new Draws(seed, Domain.USER_ORDER, 0);
        stride = coprime(count, draws);
        offset = draws.below(count);
        head = Math.max(1, HEAD * count);
        first = StrictMath.pow(head, 1 - EXPONENT);
        last = StrictMath.pow(head + count, 1 - EXPONENT);
    }

    /** A user by their rate of activity. */
    int draw(Draws draws) {
        double x = first + draws.uniform() * (last - first);
        double rank = StrictMath.pow(x, 1 / (1 - EXPONENT)) - head;
        return index(Math.max(0, Math.min(count - 1, (int) rank)));
    }

    /** Index of the user of a rank; rank 0 acts the most. */
    int index(int rank) {
        return (int) ((rank * stride + offset) % count);
    }

    /** What a user likes at a time, of length 1. */
    float[] interest(int user, long time) {
        Draws draws = new Draws(seed, Domain.USER, user);
        Tastes tastes = tastes(draws);
        double moved = moved(time);
        float[] interest = new float[Latent.DIMENSIONS];
        Latent.add(interest, MAIN, topics[tastes.main]);
        Latent.add(interest, (1 - MAIN) * (1 - moved), topics[tastes.second]);
        Latent.add(interest, (1 - MAIN) * moved, topics[tastes.third]);
        Latent.add(interest, OWN, draws.direction(Latent.DIMENSIONS));
        return Latent.unit(interest);
    }

    /** A topic that a user turns to at a time. */
    int topic(int user, long time, Draws draws) {
        Tastes tastes = tastes(new Draws(seed, Domain.USER, user));
        if (draws.uniform() < MAIN) {
            return tastes.main;
        }
        return draws.uniform() < moved(time) ? tastes.third : tastes.second;
    }

    private Tastes tastes(Draws draws) {
        return new Tastes(
                draws.below(topics.length), draws.below(topics.length), draws.below(topics.length));
    }

    private double moved(long time) {
        return Math.max(0, Math.min(1, (double) (time - start) / span));
    }

    private static long coprime(int count, Draws draws) {
        while (true) {
            int candidate = 1 + draws.below(count);
            if (gcd(candidate, count) == 1) {
                return candidate;
            }
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private record Tastes(int main, int second, int third) {}
}
