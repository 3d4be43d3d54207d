// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.retrieval.NeighbourLists.NeighbourList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first of three steps in which an index in shards answers ({@link DonorShard}, {@link
 * ShardMerger}): works out what a request is to be compared by, which is the same for every shard.
 *
 * <p>It knows the items that donors hold, with their vectors, by the very code that {@link
 * DonorIndex} goes by; and no donor but their number. So its memory grows with the items.
 *
 * <p>For one thread.
 */
public final class Planner {
    private final RetrievalSettings settings;
    private final IndexForm form;
    private final ItemCatalog catalog;
    private final NeighbourLists lists;
    private long[] codes = new long[16];
    private int donors;

    public Planner(RetrievalSettings settings, UnifiedSpace space) {
        this(settings, space, IndexForm.usual());
    }

    Planner(RetrievalSettings settings, UnifiedSpace space, IndexForm form) {
        this.settings = settings.forShards();
        this.form = form;
        catalog = new ItemCatalog(space, form.codebook(space), item -> codes[item], form);
        lists = new NeighbourLists(catalog, settings.neighbours());
    }

    /** Takes over what has become of an item. */
    public void put(ItemSummary item) {
        int known = catalog.ids().find(item.itemId());
        if (item.holders() == 0) {
            if (known >= 0) {
                catalog.gone(known);
            }
            return;
        }
        int ordinal = known >= 0 ? known : catalog.ids().acquire(item.itemId());
        if (ordinal >= codes.length) {
            codes = Arrays.copyOf(codes, Math.max(ordinal + 1, codes.length * 9 / 8));
        }
        if (known < 0 || codes[ordinal] != item.code()) {
            codes[ordinal] = item.code();
            catalog.changed(ordinal);
        }
    }

    /** Number of all donors from now on. */
    public void donors(int count) {
        donors = count;
    }

    public void realign(UnifiedSpace space) {
        catalog.realign(space, form.codebook(space));
    }

    /** The answer to a query that no shard need be asked for, or null. */
    public Augmentation answer(Query query) {
        if (query.own().isEmpty()) {
            return Augmentation.none(Status.NO_EVIDENCE);
        }
        return donors == 0 ? Augmentation.none(Status.NO_DONOR) : null;
    }

    /** What the shards are to be asked for a query that has no {@link #answer}. */
    public Plan plan(Query query) {
        if (settings.ranking() == Ranking.USER_EMBEDDING) {
            return new Plan(query.userId(), query.evidence(), donors, 0, List.of());
        }
        NeighbourLists.OfUser own = lists.of(query, settings.ownItems());
        List<Plan.Walk> walks = new ArrayList<>(own.lists().size());
        for (NeighbourList list : own.lists()) {
            List<String> items = new ArrayList<>(list.items().length);
            for (int item : list.items()) {
                items.add(catalog.ids().id(item));
            }
            walks.add(new Plan.Walk(items, list.cosines(), list.floor()));
        }
        return new Plan(query.userId(), query.evidence(), donors, own.floor(), walks);
    }

    /** Number of distinct items that donors hold. */
    public int heldItems() {
        return catalog.ids().size();
    }

    /** As of {@link DonorIndex#itemRecall}. */
    public double itemRecall() {
        return catalog.recall();
    }

    /** Bytes held, ids' own strings not counted. */
    public long ramBytesUsed() {
        return catalog.ramBytesUsed() + lists.ramBytesUsed() + 8L * codes.length;
    }
}
