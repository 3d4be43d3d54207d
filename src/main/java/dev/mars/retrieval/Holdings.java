// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.profile.SequenceEvent;
import java.util.Arrays;
import java.util.List;

/**
 * What a donor's events say of the items they hold: the distinct items, as ordinals in ascending
 * order, each with the time and code of the latest event on it. Made when a donor changes, and not
 * kept.
 */
record Holdings(int[] items, long[] times, long[] codes) {
    static final Holdings NONE = new Holdings(new int[0], new long[0], new long[0]);

    static Holdings of(List<SequenceEvent> events, Ordinals itemOrdinals) {
        long[] byItem = new long[events.size()];
        for (int i = 0; i < byItem.length; i++) {
            byItem[i] = (long) itemOrdinals.acquire(events.get(i).itemId()) << 32 | i;
        }
        Arrays.sort(byItem);
        int[] items = new int[byItem.length];
        long[] times = new long[byItem.length];
        long[] codes = new long[byItem.length];
        int size = 0;
        for (long key : byItem) {
            int item = (int) (key >>> 32);
            SequenceEvent event = events.get((int) key);
            if (size == 0 || items[size - 1] != item) {
                items[size] = item;
                times[size] = event.eventTime();
                codes[size++] = event.code();
            } else if (Holding.isLater(
                    event.eventTime(), event.code(), times[size - 1], codes[size - 1])) {
                times[size - 1] = event.eventTime();
                codes[size - 1] = event.code();
            }
        }
        return new Holdings(
                Arrays.copyOf(items, size), Arrays.copyOf(times, size), Arrays.copyOf(codes, size));
    }
}
