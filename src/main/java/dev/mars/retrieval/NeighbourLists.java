// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbour lists of own items: the held items that stand for an item when donors are looked for.
 *
 * <p>First the item itself, at cosine 1, if it is held, under whatever code; then the nearest other
 * held items, at the cosine of the own event's code with theirs, n in all. An item without features
 * has nothing to be compared by and stands for itself only. The floor f is the last cosine of a
 * full list: what any donor could have had for the asking. It is 0 where the list is not full, or
 * where n is 1 and it could tell nothing.
 *
 * <p>Lists follow from the held items' vectors alone, so they are kept until those change.
 */
final class NeighbourLists {
    /** Lists beyond this are not kept: 16,000 of 32 neighbours. */
    private static final long MOST_BYTES = 6 << 20;

    /**
     * One list, best first.
     *
     * @param items ordinals of held items
     */
    record NeighbourList(int[] items, float[] cosines, float floor) {}

    private record OwnItem(String itemId, long code) {}

    private final ItemCatalog catalog;
    private final int neighbours;
    private final Map<OwnItem, NeighbourList> kept = new HashMap<>();
    private long keptBytes;
    private long version;

    NeighbourLists(ItemCatalog catalog, int neighbours) {
        this.catalog = catalog;
        this.neighbours = neighbours;
    }

    /**
     * Those of a user's own items, and the floors' mean: the similarity of a donor that has none of
     * the neighbours.
     *
     * @param lists in the order of the own items' ids
     */
    record OfUser(List<NeighbourList> lists, double floor) {}

    OfUser of(Query query, int ownItems) {
        Map<String, Long> own = OwnItems.last(query.own(), ownItems);
        List<NeighbourList> all = new ArrayList<>(own.size());
        double floors = 0;
        for (Map.Entry<String, Long> item : own.entrySet()) {
            NeighbourList list = of(item.getKey(), item.getValue());
            floors += list.floor();
            all.add(list);
        }
        return new OfUser(all, floors / own.size());
    }

    private NeighbourList of(String itemId, long code) {
        if (version != catalog.version() || keptBytes >= MOST_BYTES) {
            kept.clear();
            keptBytes = 0;
            version = catalog.version();
        }
        OwnItem key = new OwnItem(itemId, code);
        NeighbourList list = kept.get(key);
        if (list == null) {
            list = find(itemId, code);
            kept.put(key, list);
            keptBytes += 120 + 8L * list.items().length;
        }
        return list;
    }

    private NeighbourList find(String itemId, long code) {
        int self = catalog.ids().find(itemId);
        int own = self >= 0 ? 1 : 0;
        float[] unit = catalog.space().item(code);
        Neighbours nearest = unit == null ? Neighbours.NONE : catalog.nearest(unit, neighbours);
        int[] items = new int[Math.min(neighbours, own + nearest.size())];
        float[] cosines = new float[items.length];
        int size = 0;
        if (self >= 0) {
            items[0] = self;
            cosines[size++] = 1;
        }
        for (int i = 0; i < nearest.size() && size < items.length; i++) {
            if (nearest.keys()[i] != self) {
                items[size] = nearest.keys()[i];
                cosines[size++] = nearest.cosines()[i];
            }
        }
        if (size < items.length) {
            items = Arrays.copyOf(items, size);
            cosines = Arrays.copyOf(cosines, size);
        }
        float floor = size == neighbours && neighbours > 1 ? cosines[size - 1] : 0;
        return new NeighbourList(items, cosines, floor);
    }

    long ramBytesUsed() {
        return keptBytes;
    }
}
