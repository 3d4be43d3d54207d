// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>The nearest of a code follow from the held items' vectors alone, so they are kept until those
 * change. A request comes with up to twenty own items, most of which others have asked for or will,
 * so it pays to keep as many as are asked for between two changes: {@value #MOST_BYTES} bytes,
 * which is 131,072 of eight neighbours.
 */
final class NeighbourLists {
    private static final int MOST_BYTES = 20_000_000;

    /** A code is kept in one of so many places, which follow from its hash. */
    private static final int PLACES = 4;

    /**
     * One list, best first.
     *
     * @param items ordinals of held items
     */
    record NeighbourList(int[] items, float[] cosines, float floor) {}

    /**
     * What is near a code.
     *
     * @param version of the catalog
     */
    private record Near(long code, long version, int[] items, float[] cosines) {
        static long bytes(int neighbours) {
            return 40 + 2 * Ram.array(neighbours, 4);
        }
    }

    private final ItemCatalog catalog;
    private final int neighbours;
    private final Near[] kept;
    private long keptBytes;

    NeighbourLists(ItemCatalog catalog, int neighbours) {
        this(catalog, neighbours, MOST_BYTES);
    }

    NeighbourLists(ItemCatalog catalog, int neighbours, int mostBytes) {
        this.catalog = catalog;
        this.neighbours = neighbours;
        int most = (int) (mostBytes / (Near.bytes(neighbours) + Ram.REFERENCE));
        kept = new Near[Math.max(PLACES, Integer.highestOneBit(most))];
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
        int self = catalog.ids().find(itemId);
        Near near = near(code);
        int[] items = new int[Math.min(neighbours, near.items().length + (self >= 0 ? 1 : 0))];
        float[] cosines = new float[items.length];
        int size = 0;
        if (self >= 0) {
            items[0] = self;
            cosines[size++] = 1;
        }
        for (int i = 0; i < near.items().length && size < items.length; i++) {
            if (near.items()[i] != self) {
                items[size] = near.items()[i];
                cosines[size++] = near.cosines()[i];
            }
        }
        if (size < items.length) {
            items = Arrays.copyOf(items, size);
            cosines = Arrays.copyOf(cosines, size);
        }
        float floor = size == neighbours && neighbours > 1 ? cosines[size - 1] : 0;
        return new NeighbourList(items, cosines, floor);
    }

    private Near near(long code) {
        // The upper bits depend on all of the code's.
        long hash = code * 0x9E3779B97F4A7C15L;
        int first = (int) (hash >>> Long.numberOfLeadingZeros(kept.length - 1)) & -PLACES;
        int free = first;
        for (int place = first; place < first + PLACES; place++) {
            Near near = kept[place];
            if (near == null || near.version() != catalog.version()) {
                free = place;
            } else if (near.code() == code) {
                return near;
            }
        }
        Near before = kept[free];
        Near near = find(code);
        keptBytes -= before == null ? 0 : Near.bytes(before.items().length);
        keptBytes += Near.bytes(near.items().length);
        kept[free] = near;
        return near;
    }

    private Near find(long code) {
        float[] unit = catalog.space().item(code);
        Neighbours nearest = unit == null ? Neighbours.NONE : catalog.nearest(unit, neighbours);
        return new Near(code, catalog.version(), nearest.keys(), nearest.cosines());
    }

    long ramBytesUsed() {
        return keptBytes + Ram.array(kept.length, Ram.REFERENCE);
    }
}
