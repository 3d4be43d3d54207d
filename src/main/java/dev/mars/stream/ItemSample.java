// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.SmallestHashes;
import dev.mars.alignment.TrainingItem;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest version of each of the items with the {@link SmallestHashes}, whatever the order in
 * which versions come. Retired items keep their place, without features: if they gave it up, an
 * item that had been turned away for them would be missing.
 */
final class ItemSample {
    /** Newest is what {@link ItemVersion#NEWER} says, after the event time. */
    private static final Comparator<Version> NEWER =
            Comparator.comparingLong(Version::time)
                    .thenComparingLong(Version::offset)
                    .thenComparingInt(Version::partition);

    /**
     * @param item null if the item was retired
     */
    private record Version(long time, long offset, int partition, TrainingItem item) {
        long bytes() {
            return item == null ? 0 : 4L * (length(item.text()) + length(item.image()));
        }

        private static int length(float[] vector) {
            return vector == null ? 0 : vector.length;
        }
    }

    private final SmallestHashes ids;
    private final Map<String, Version> newest = new HashMap<>();
    private long bytes;

    /**
     * @param size items at most, 1 or more
     */
    ItemSample(int size) {
        ids = new SmallestHashes(size);
    }

    /** Takes a version or a retirement. */
    void add(Inbound<ItemFeatures> inbound) {
        if (!ids.offer(inbound.id())) {
            return;
        }
        if (ids.evicted() != null) {
            bytes -= newest.remove(ids.evicted()).bytes();
        }
        ItemFeatures features = inbound.value();
        Version version =
                new Version(
                        inbound.time(),
                        inbound.raw().offset(),
                        inbound.raw().partition(),
                        features == null
                                ? null
                                : new TrainingItem(
                                        features.itemId(), features.text(), features.image()));
        Version before = newest.get(inbound.id());
        if (before == null || NEWER.compare(version, before) > 0) {
            newest.put(inbound.id(), version);
            bytes += version.bytes() - (before == null ? 0 : before.bytes());
        }
    }

    int size() {
        return newest.size();
    }

    /** Bytes of the features held. */
    long bytes() {
        return bytes;
    }

    /** The items that are not retired, in no particular order. */
    List<TrainingItem> items() {
        List<TrainingItem> items = new ArrayList<>(newest.size());
        for (Version version : newest.values()) {
            if (version.item() != null) {
                items.add(version.item());
            }
        }
        return items;
    }
}
