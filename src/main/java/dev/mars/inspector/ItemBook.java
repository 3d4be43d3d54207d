// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.alignment.HashedId;
import dev.mars.alignment.TrainingItem;
import dev.mars.topic.avro.ItemModality;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Titles of the items that were read last, {@value #TITLES} at most, and a sample of those with
 * both modalities: the {@value #SAMPLE} whose ids have the smallest XXH64, so it is the same
 * whatever order they come in. Safe for many threads.
 */
final class ItemBook {
    static final int TITLES = 200_000;
    static final int SAMPLE = 300;

    private final Latest<String> titles = new Latest<>(TITLES);
    private final TreeMap<HashedId, TrainingItem> sample = new TreeMap<>();
    private boolean empty = true;

    synchronized void add(ItemModality item) {
        empty = false;
        if (item.getTitle() != null) {
            titles.put(item.getItemId(), item.getTitle());
        }
        HashedId place = HashedId.of(item.getItemId());
        if (item.getText() == null || item.getImage() == null) {
            sample.remove(place);
        } else if (sample.size() < SAMPLE || place.compareTo(sample.lastKey()) <= 0) {
            sample.put(
                    place,
                    new TrainingItem(
                            item.getItemId(), floats(item.getText()), floats(item.getImage())));
            if (sample.size() > SAMPLE) {
                sample.pollLastEntry();
            }
        }
    }

    /** Its title stays: older sequences have the item. */
    synchronized void retire(String itemId) {
        sample.remove(HashedId.of(itemId));
    }

    /** The item's id if it has none. */
    synchronized String title(String itemId) {
        String title = titles.get(itemId);
        return title == null ? itemId : title;
    }

    /** Whether no item came yet, with a title or without. */
    synchronized boolean isEmpty() {
        return empty;
    }

    synchronized int titles() {
        return titles.size();
    }

    synchronized List<TrainingItem> sample() {
        return new ArrayList<>(sample.values());
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
