// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.List;

/**
 * Sums over questions, from which every {@link Quality} follows, so that users can be weighed
 * without looking at their questions again.
 */
final class Tally {
    /** What is summed. */
    enum Sum {
        POSITIVES,
        ANSWERED,
        POSITIVES_HELD,
        UNIFORM_NEGATIVES,
        UNIFORM_WON,
        POPULAR_NEGATIVES,
        POPULAR_WON,
        POPULAR_HELD
    }

    static final int SUMS = Sum.values().length;

    private final double[] sums = new double[SUMS];

    double get(Sum sum) {
        return sums[sum.ordinal()];
    }

    void add(NextPositive question, Answer answer) {
        add(Sum.POSITIVES, 1);
        add(Sum.ANSWERED, answer.augmented() ? 1 : 0);
        add(Sum.POSITIVES_HELD, answer.holds(question.itemId()) ? 1 : 0);
        add(Sum.UNIFORM_NEGATIVES, question.uniform().size());
        add(Sum.UNIFORM_WON, won(question.itemId(), question.uniform(), answer));
        add(Sum.POPULAR_NEGATIVES, question.popular().size());
        add(Sum.POPULAR_WON, won(question.itemId(), question.popular(), answer));
        add(Sum.POPULAR_HELD, question.popular().stream().filter(answer::holds).count());
    }

    /** Adds another as if it had been met so many times. */
    void add(Tally other, int times) {
        for (int i = 0; i < SUMS; i++) {
            sums[i] += times * other.sums[i];
        }
    }

    private void add(Sum sum, double value) {
        sums[sum.ordinal()] += value;
    }

    private static double won(String positive, List<String> negatives, Answer answer) {
        double value = answer.value(positive);
        double won = 0;
        for (String negative : negatives) {
            double other = answer.value(negative);
            won += value > other ? 1 : value == other ? 0.5 : 0;
        }
        return won;
    }
}
