// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.SequenceEvent;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The items that donors hold: who holds them, and their codes. An item is here as long as one donor
 * holds it.
 *
 * <p>An item's code is that of its latest holding event over all donors. Only when that very event
 * goes are the remaining holders asked again; any other change costs what changed.
 */
final class HeldItems {
    private final ItemCatalog catalog;
    private final PostingLists postings;
    private final LatestHoldings latest = new LatestHoldings();
    private final IntFunction<Donor> donors;

    /**
     * @param sampled donors of an item that are walked at most
     * @param donors what is known of a donor now, by ordinal
     */
    HeldItems(
            int sampled,
            Ordinals donorIds,
            IntFunction<Donor> donors,
            UnifiedSpace space,
            CoarseCodebook codebook,
            IndexForm form) {
        this.donors = donors;
        catalog = new ItemCatalog(space, codebook, latest::code, form);
        postings = new PostingLists(catalog.ids(), donorIds, sampled);
    }

    ItemCatalog catalog() {
        return catalog;
    }

    Ordinals ids() {
        return catalog.ids();
    }

    PostingLists postings() {
        return postings;
    }

    /** How many donors hold an item. */
    int holders(int item) {
        return postings.size(item);
    }

    /** Code of an item that is held. */
    long code(int item) {
        return latest.code(item);
    }

    /**
     * Follows a donor, of whom all is known already.
     *
     * @param changes of items that have ordinals
     */
    void move(int donor, List<HoldingChange> changes) {
        for (HoldingChange change : changes) {
            move(donor, ids().find(change.itemId()), change);
        }
    }

    private void move(int donor, int item, HoldingChange change) {
        boolean isNew = postings.size(item) == 0;
        if (isNew) {
            latest.forget(item);
        }
        long code = latest.code(item);
        if (change.joins()) {
            postings.add(item, donor);
        } else if (change.leaves()) {
            postings.remove(item, donor);
        }
        Holding after = change.after();
        if (after != null) {
            latest.offer(item, after.time(), after.code());
        }
        if (latest.is(item, change.before()) && !latest.is(item, after)) {
            findLatest(item);
        }
        if (postings.size(item) == 0) {
            catalog.gone(item);
        } else if (isNew || latest.code(item) != code) {
            catalog.changed(item);
        }
    }

    private void findLatest(int item) {
        latest.forget(item);
        Set<String> id = Set.of(ids().id(item));
        for (int donor : postings.holders(item)) {
            for (SequenceEvent event : donors.apply(donor).events().on(id)) {
                latest.offer(item, event.eventTime(), event.code());
            }
        }
    }

    long ramBytesUsed() {
        return catalog.ramBytesUsed() + postings.ramBytesUsed() + latest.ramBytesUsed();
    }
}
