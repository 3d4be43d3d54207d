// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.SequenceEvent;
import java.util.Arrays;
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
final class HeldItems implements Postings {
    private final ItemCatalog catalog;
    private final PostingList.Sampling sampling;
    private final IntFunction<DonorEntry> donors;
    private PostingList[] postings = new PostingList[16];

    /** Sizes of the postings, apart: a request asks for hundreds of them. */
    private int[] holders = new int[16];

    /**
     * @param sampled donors of an item that are walked at most
     * @param donors the present entry of a donor, by ordinal
     */
    HeldItems(
            int sampled,
            Ordinals donorIds,
            IntFunction<DonorEntry> donors,
            UnifiedSpace space,
            CoarseCodebook codebook,
            IndexForm form) {
        this.sampling = new PostingList.Sampling(donorIds, sampled);
        this.donors = donors;
        catalog = new ItemCatalog(space, codebook, item -> postings[item].code(), form);
    }

    ItemCatalog catalog() {
        return catalog;
    }

    Ordinals ids() {
        return catalog.ids();
    }

    PostingList posting(int item) {
        return postings[item];
    }

    /** How many donors hold an item. */
    int holders(int item) {
        return holders[item];
    }

    @Override
    public int most(int item) {
        return Math.min(holders[item], sampling.most());
    }

    @Override
    public int sample(int item, int[] sampled) {
        return postings[item].sample(sampled);
    }

    /**
     * Follows a donor, whose entry is the present one already.
     *
     * @param changes of items that have ordinals
     */
    void move(int donor, List<HoldingChange> changes) {
        for (HoldingChange change : changes) {
            int item = ids().find(change.itemId());
            PostingList posting = postingOf(item);
            boolean isNew = posting.size() == 0;
            long code = posting.code();
            if (change.joins()) {
                posting.add(donor);
            } else if (change.leaves()) {
                posting.remove(donor);
            }
            Holding after = change.after();
            if (after != null) {
                posting.offerLatest(after.time(), after.code());
            }
            if (posting.isLatest(change.before()) && !posting.isLatest(after)) {
                findLatest(item, posting);
            }
            settle(item, posting, isNew || posting.code() != code);
        }
    }

    private void settle(int item, PostingList posting, boolean changed) {
        holders[item] = posting.size();
        if (posting.size() == 0) {
            postings[item] = null;
            catalog.gone(item);
        } else if (changed) {
            catalog.changed(item);
        }
    }

    private void findLatest(int item, PostingList posting) {
        posting.forgetLatest();
        Set<String> id = Set.of(ids().id(item));
        for (int donor : posting.holders()) {
            for (SequenceEvent event : donors.apply(donor).donor().events().on(id)) {
                posting.offerLatest(event.eventTime(), event.code());
            }
        }
    }

    private PostingList postingOf(int item) {
        if (item >= postings.length) {
            postings = Arrays.copyOf(postings, Math.max(item + 1, postings.length * 9 / 8));
            holders = Arrays.copyOf(holders, postings.length);
        }
        if (postings[item] == null) {
            postings[item] = new PostingList(ids().id(item), sampling);
        }
        return postings[item];
    }

    long ramBytesUsed() {
        long bytes = catalog.ramBytesUsed() + 8L * postings.length;
        for (PostingList posting : postings) {
            bytes += posting == null ? 0 : posting.ramBytesUsed();
        }
        return bytes;
    }
}
