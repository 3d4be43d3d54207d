// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import dev.mars.alignment.XxHash;
import dev.mars.dataset.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the next positives of low-active users in a data set, and draws their negatives.
 *
 * <p>A positive is asked about if its user has had 1 to 4 before it and none of them was of the
 * same item: an item that the user has already is never augmented. "Before" is strictly before in
 * event time, for the user's own history as for what has appeared and what is popular; so no draw
 * knows the instant that is asked about, nor anything later.
 *
 * <p>Negatives are items that the user has no positive of by then, at that very instant included.
 * Each is drawn for itself. If a draw finds only seen items {@value #TRIES} times over, which takes
 * a tiny world, it is left out. The draws follow from the seed and from user, item and time of the
 * positive: they are the same for whatever is evaluated, and one question does not shift another's.
 */
public final class NextPositives {
    /** Negatives of each kind. */
    public static final int NEGATIVES = 5;

    private static final int TRIES = 1_000;

    private final Predicate<Interaction> isPositive;
    private final long seed;
    private final long events;

    private final Map<String, User> users = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> appeared = new ArrayList<>();
    private final RecentPositives recent = new RecentPositives();
    private final List<NextPositive> found = new ArrayList<>();

    /** What is known of a user by the instant that is at hand. */
    private static final class User {
        private final List<String> own = new ArrayList<>();
        private long last = -1;

        /** One more than are asked about needs no more items. */
        private void add(String itemId) {
            if (own.size() <= NextPositive.MOST) {
                own.add(itemId);
            }
        }
    }

    private record Placed(Interaction interaction, long position) {}

    private NextPositives(Predicate<Interaction> isPositive, long seed, long events) {
        this.isPositive = isPositive;
        this.seed = seed;
        this.events = events;
    }

    /**
     * @param interactions all of them in {@link Interaction#ORDER}; asked for twice
     * @return those of validation and test, in that order
     */
    public static List<NextPositive> of(
            Supplier<Stream<Interaction>> interactions,
            Predicate<Interaction> isPositive,
            long seed) {
        NextPositives search = new NextPositives(isPositive, seed, interactions.get().count());
        search.run(interactions.get().iterator());
        return List.copyOf(search.found);
    }

    private void run(Iterator<Interaction> interactions) {
        List<Placed> instant = new ArrayList<>();
        for (long position = 0; interactions.hasNext(); position++) {
            Interaction next = interactions.next();
            if (!instant.isEmpty()
                    && instant.get(0).interaction().eventTime() != next.eventTime()) {
                finish(instant);
            }
            instant.add(new Placed(next, position));
        }
        finish(instant);
    }

    private void finish(List<Placed> instant) {
        for (Placed placed : instant) {
            Part part = Part.of(placed.position(), events);
            if (part != null && isPositive.test(placed.interaction())) {
                ask(placed.interaction(), part, instant);
            }
        }
        for (Placed placed : instant) {
            Interaction interaction = placed.interaction();
            User user = users.computeIfAbsent(interaction.userId(), id -> new User());
            user.last = interaction.eventTime();
            if (isPositive.test(interaction)) {
                user.add(interaction.itemId());
                recent.add(interaction.itemId(), interaction.eventTime());
            }
            if (known.add(interaction.itemId())) {
                appeared.add(interaction.itemId());
            }
        }
        instant.clear();
    }

    private void ask(Interaction positive, Part part, List<Placed> instant) {
        User user = users.get(positive.userId());
        if (user == null
                || user.own.size() < NextPositive.FEWEST
                || user.own.size() > NextPositive.MOST
                || user.own.contains(positive.itemId())) {
            return;
        }
        Set<String> seen = new HashSet<>(user.own);
        for (Placed other : instant) {
            if (other.interaction().userId().equals(positive.userId())
                    && isPositive.test(other.interaction())) {
                seen.add(other.interaction().itemId());
            }
        }
        long time = positive.eventTime();
        recent.forget(time);
        SplittableRandom random =
                new SplittableRandom(
                        XxHash.of(
                                String.join(
                                        "\n",
                                        Long.toString(seed),
                                        positive.userId(),
                                        positive.itemId(),
                                        Long.toString(time))));
        List<String> uniform = draw(appeared.size(), appeared::get, seen, random);
        List<String> popular = draw(recent.size(), recent::get, seen, random);
        found.add(
                new NextPositive(
                        positive.userId(),
                        positive.itemId(),
                        time,
                        user.last,
                        user.own,
                        part,
                        uniform,
                        popular));
    }

    private interface Pool {
        String get(int index);
    }

    private static List<String> draw(
            int size, Pool pool, Set<String> seen, SplittableRandom random) {
        List<String> drawn = new ArrayList<>(NEGATIVES);
        for (int i = 0; i < NEGATIVES && size > 0; i++) {
            for (int tries = 0; tries < TRIES; tries++) {
                String item = pool.get(random.nextInt(size));
                if (!seen.contains(item)) {
                    drawn.add(item);
                    break;
                }
            }
        }
        return drawn;
    }
}
