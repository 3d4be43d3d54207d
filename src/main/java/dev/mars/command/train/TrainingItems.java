// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.SmallestHashes;
import dev.mars.alignment.TrainingItem;
import dev.mars.dataset.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A data set's items to train on: those that a training samples, and no others' vectors. */
public final class TrainingItems {
    /**
     * @param items read one by one, so that the set may be larger than memory
     * @param sample items at most, 1 or more
     * @return in no particular order
     * @throws IllegalArgumentException if an item of the sample is there twice
     */
    public static List<TrainingItem> of(Stream<Item> items, int sample) {
        SmallestHashes ids = new SmallestHashes(sample);
        Map<String, TrainingItem> kept = new HashMap<>();
        items.forEach(
                item -> {
                    boolean isEmpty = item.text() == null && item.image() == null;
                    if (isEmpty || !ids.offer(item.itemId())) {
                        return;
                    }
                    kept.remove(ids.evicted());
                    TrainingItem own = new TrainingItem(item.itemId(), item.text(), item.image());
                    if (kept.put(item.itemId(), own) != null) {
                        throw new IllegalArgumentException(
                                "item %s is in the data set twice; training takes one version of an item: keep the newest"
                                        .formatted(item.itemId()));
                    }
                });
        return List.copyOf(kept.values());
    }

    private TrainingItems() {}
}
