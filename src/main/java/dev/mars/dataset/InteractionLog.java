// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Interactions in primitive columns: 16 bytes each, 4 more if there are ratings, 2 more if there
 * are actions, and 4 more if the file was not in order. Ten million fit in some 250 MB, ids aside.
 */
final class InteractionLog {
    private static final short NO_ACTION = -1;

    private final Names users;
    private final Names items;
    private final Names actions;
    private final int[] user;
    private final int[] item;
    private final long[] time;
    private final short[] action;
    private final float[] rating;
    private int size;

    /** Positions in order; null when the columns themselves are. */
    private int[] order;

    /** Room for {@code capacity} interactions, with actions and ratings or without. */
    InteractionLog(
            Names users,
            Names items,
            Names actions,
            int capacity,
            boolean withActions,
            boolean withRatings) {
        this.users = users;
        this.items = items;
        this.actions = actions;
        user = new int[capacity];
        item = new int[capacity];
        time = new long[capacity];
        action = withActions ? new short[capacity] : null;
        rating = withRatings ? new float[capacity] : null;
    }

    int size() {
        return size;
    }

    /** Adds one at the end; numbers are those of the names, a null action or rating is none. */
    void add(int user, int item, long time, Integer action, Float rating) {
        this.user[size] = user;
        this.item[size] = item;
        this.time[size] = time;
        if (this.action != null) {
            this.action[size] = action == null ? NO_ACTION : action.shortValue();
        }
        if (this.rating != null) {
            // Ratings are finite, so that NaN is free to say that there is none.
            this.rating[size] = rating == null ? Float.NaN : rating;
        }
        size++;
    }

    /** Brings all that was added into {@link Interaction#ORDER}. */
    void sort() {
        int[] positions = IntStream.range(0, size).toArray();
        order = MergeSort.sort(positions, this::compare) ? null : positions;
    }

    Stream<Interaction> stream() {
        return IntStream.range(0, size).mapToObj(i -> get(order == null ? i : order[i]));
    }

    private Interaction get(int row) {
        return new Interaction(
                users.get(user[row]),
                items.get(item[row]),
                time[row],
                action == null || action[row] == NO_ACTION ? null : actions.get(action[row]),
                rating == null || Float.isNaN(rating[row]) ? null : rating[row]);
    }

    private int compare(int a, int b) {
        int byTime = Long.compare(time[a], time[b]);
        return byTime != 0 ? byTime : Interaction.ORDER.compare(get(a), get(b));
    }
}
