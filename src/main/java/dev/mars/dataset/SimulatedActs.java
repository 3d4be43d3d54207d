// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import dev.mars.dataset.Draws.Domain;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The behaviours of all users in order of time, with no more in memory than those of one
 * millisecond.
 *
 * <p>Users act independently, each as a Poisson process of their own rate. The sum of such
 * processes is one of the summed rate, in which each event belongs to a user with probability
 * proportional to theirs; and given their number n, its times are n uniform draws in order. The
 * least of the n that remain is at a share 1 - U^(1/n) of the time that remains. So the next time
 * is drawn first, then who acts, and nothing is sorted.
 *
 * <p>Who acts sees a few items of a topic that interests them, by popularity, and takes one of
 * them, the more readily the nearer to their interest; now and then they look at anything that is
 * popular. What they do with it depends on how near it is.
 */
final class SimulatedActs implements Iterator<Interaction> {
    private static final double CURIOSITY = 0.1;
    private static final int OFFERED = 6;
    private static final double CHOOSINESS = 5;

    private final SimulatedUsers users;
    private final SimulatedItems items;
    private final SimulatedNames names;
    private final long start;
    private final double span;
    private final Draws draws;

    private long remaining;
    private double elapsed;

    /** A behaviour that is drawn but later than those of {@link #current}; null at the end. */
    private Interaction ahead;

    private final List<Interaction> current = new ArrayList<>();
    private int given;

    SimulatedActs(
            SimulatorSettings settings,
            SimulatedUsers users,
            SimulatedItems items,
            SimulatedNames names) {
        this.users = users;
        this.items = items;
        this.names = names;
        start = settings.start();
        span = settings.span().toMillis();
        remaining = settings.behaviors();
        draws = new Draws(settings.seed(), Domain.EVENTS, 0);
        ahead = drawNext();
    }

    @Override
    public boolean hasNext() {
        return given < current.size() || ahead != null;
    }

    @Override
    public Interaction next() {
        if (given == current.size()) {
            nextMillisecond();
        }
        return current.get(given++);
    }

    private void nextMillisecond() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        current.clear();
        given = 0;
        long time = ahead.eventTime();
        while (ahead != null && ahead.eventTime() == time) {
            current.add(ahead);
            ahead = drawNext();
        }
        current.sort(Interaction.ORDER);
    }

    private Interaction drawNext() {
        if (remaining == 0) {
            return null;
        }
        double share = 1 - StrictMath.pow(1 - draws.uniform(), 1.0 / remaining);
        elapsed += (span - elapsed) * share;
        remaining--;
        long time = start + (long) Math.min(elapsed, span - 1);
        int user = users.draw(draws);
        float[] interest = users.interest(user, time);
        int item = choose(user, interest, time);
        double affinity = Latent.dot(interest, items.latent(item));
        String action = SimulatedActions.draw(affinity, draws);
        Float rating = SimulatedActions.rating(action, affinity, draws);
        return new Interaction(names.user(user), names.item(item), time, action, rating);
    }

    private int choose(int user, float[] interest, long time) {
        int topic = draws.uniform() < CURIOSITY ? -1 : users.topic(user, time, draws);
        int chosen = -1;
        double total = 0;
        for (int i = 0; i < OFFERED; i++) {
            int item = items.draw(topic, time, draws);
            // Drawn whether it is used or not, so that births do not shift the draws that follow.
            double lot = draws.uniform();
            if (item >= 0) {
                double affinity = Latent.dot(interest, items.latent(item));
                double weight = StrictMath.exp(CHOOSINESS * affinity);
                total += weight;
                chosen = lot * total < weight ? item : chosen;
            }
        }
        // Item 0 is there from the start; it stands in where nothing on offer is born yet.
        return Math.max(chosen, 0);
    }
}
