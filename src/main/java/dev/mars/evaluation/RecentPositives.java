// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The positives of the last 30 days, by event time: (t - 30 days, t], of which a caller that has
 * not added t's own sees those before t.
 */
final class RecentPositives {
    static final long WINDOW = Duration.ofDays(30).toMillis();

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> items = new ArrayList<>();
    private int[] counts = new int[16];
    private int[] log = new int[16];
    private long[] times = new long[16];
    private int from;
    private int to;

    /**
     * @param time not before any that was added
     */
    void add(String itemId, long time) {
        int item = numbers.computeIfAbsent(itemId, id -> items.size());
        if (item == items.size()) {
            items.add(itemId);
        }
        if (item >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        if (to == log.length) {
            log = Arrays.copyOf(log, 2 * to);
            times = Arrays.copyOf(times, 2 * to);
        }
        log[to] = item;
        times[to++] = time;
        counts[item]++;
    }

    /** Leaves out what is 30 days or more before a time, for ever. */
    void forget(long time) {
        while (from < to && times[from] <= time - WINDOW) {
            counts[log[from++]]--;
        }
    }

    /** Positives in the window. */
    int size() {
        return to - from;
    }

    /** Item of one of them, by age. */
    String get(int index) {
        return items.get(log[from + index]);
    }

    int count(String itemId) {
        Integer item = numbers.get(itemId);
        return item == null ? 0 : counts[item];
    }

    /** The items with the most positives, most first, ties by id. */
    List<String> top(int k) {
        Comparator<Integer> best =
                Comparator.comparingInt((Integer item) -> -counts[item]).thenComparing(items::get);
        List<Integer> present = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            if (counts[item] > 0) {
                present.add(item);
            }
        }
        return present.stream().sorted(best).limit(k).map(items::get).toList();
    }
}
