// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is kept must never show: if one of these fails, a user's answer depends on what others have
 * asked for before.
 */
class NeighbourListsTest {
    private static final int ITEMS = 300;
    private static final int NEIGHBOURS = 8;

    private final LargerWorld world = new LargerWorld(3, 1, ITEMS, 1);
    private final IndexForm form = IndexForm.usual();
    private final ItemCatalog catalog =
            new ItemCatalog(world, form.codebook(world), item -> item + 1, form);
    private final Random random = new Random(4);

    /** With room for few lists, which others push out all the time, and items that come and go. */
    @Test
    void listsAreAsIfNoneWereKept() {
        for (int item = 0; item < ITEMS; item++) {
            catalog.ids().acquire(id(item));
            catalog.changed(item);
        }
        NeighbourLists few = new NeighbourLists(catalog, NEIGHBOURS, 10_000);
        for (int i = 0; i < 5_000; i++) {
            if (i % 50 == 0) {
                int gone = random.nextInt(ITEMS);
                if (catalog.ids().inUse(gone)) {
                    catalog.gone(gone);
                }
            }
            Query query = query();
            NeighbourLists fresh = new NeighbourLists(catalog, NEIGHBOURS);
            assertThat(few.of(query, 20)).usingRecursiveComparison().isEqualTo(fresh.of(query, 20));
        }
        assertThat(few.ramBytesUsed()).isBetween(5_000L, 10_000L);
    }

    /** The memory that is told must not be that of what is long gone. */
    @Test
    void memoryIsBounded() {
        catalog.ids().acquire(id(0));
        NeighbourLists lists = new NeighbourLists(catalog, NEIGHBOURS, 10_000);
        for (int i = 0; i < 1_000; i++) {
            catalog.changed(0);
            lists.of(query(), 20);
        }
        assertThat(lists.ramBytesUsed()).isLessThan(10_000);
    }

    /** Codes that crowd into few places push each other out, and are looked for again and again. */
    @Test
    void codesThatFollowEachOtherSpreadOverAllPlaces() {
        catalog.ids().acquire(id(0));
        catalog.changed(0);
        NeighbourLists lists = new NeighbourLists(catalog, NEIGHBOURS, 80_000);
        long empty = lists.ramBytesUsed();
        lists.of(own(0), 20);
        long ofOne = lists.ramBytesUsed() - empty;
        for (int item = 1; item < ITEMS; item++) {
            lists.of(own(item), 20);
        }
        assertThat((lists.ramBytesUsed() - empty) / ofOne).isGreaterThan(ITEMS * 9 / 10);
    }

    private Query own(int item) {
        SequenceEvent event = new SequenceEvent(id(item), 0, "click", item + 1);
        return new Query("asker", List.of(event), world.query(1).evidence());
    }

    private Query query() {
        List<SequenceEvent> own = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            // Now and then an item without features, or one by another item's code.
            int item = random.nextInt(ITEMS);
            int code = random.nextInt(10) == 0 ? random.nextInt(ITEMS + 1) : item + 1;
            own.add(new SequenceEvent(id(item), i, "click", code));
        }
        return new Query("asker", own, world.query(1).evidence());
    }

    private static String id(int item) {
        return "item-" + item;
    }
}
