// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import dev.mars.profile.SequenceEvent;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The items that donors hold: who holds them, their codes, and the index of their vectors. An item
 * is here as long as one donor holds it.
 *
 * <p>An item's code is that of its latest holding event over all donors. Only when that very event
 * goes are the remaining holders asked again; any other change costs what changed.
 */
final class HeldItems {
    private final Ordinals ids = new Ordinals();
    private final PostingList.Sampling sampling;
    private final IntFunction<DonorEntry> donors;
    private final ByteScan scan;
    private final RecallMeter meter = new RecallMeter();
    private VectorIndex vectors;
    private UnifiedSpace space;
    private PostingList[] postings = new PostingList[16];
    private long version;

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
            ByteScan scan) {
        this.sampling = new PostingList.Sampling(donorIds, sampled);
        this.donors = donors;
        this.scan = scan;
        this.space = space;
        vectors = new VectorIndex(codebook, ids::compare, scan);
    }

    Ordinals ids() {
        return ids;
    }

    PostingList posting(int item) {
        return postings[item];
    }

    /** Changes whenever the held items or their vectors do. */
    long version() {
        return version;
    }

    UnifiedSpace space() {
        return space;
    }

    Neighbours nearest(float[] unit, int k) {
        return meter.search(vectors, unit, k);
    }

    double recall() {
        return meter.recall();
    }

    /** Follows a donor, whose entry is the present one already, from old holdings to new ones. */
    void move(int donor, Holdings old, Holdings now) {
        int i = 0;
        int j = 0;
        while (i < old.items().length || j < now.items().length) {
            int before = i < old.items().length ? old.items()[i] : Integer.MAX_VALUE;
            int after = j < now.items().length ? now.items()[j] : Integer.MAX_VALUE;
            int item = Math.min(before, after);
            PostingList posting = postingOf(item);
            boolean isNew = posting.size() == 0;
            long code = posting.code();
            if (after > item) {
                posting.remove(donor);
            } else if (before > item) {
                posting.add(donor);
            }
            if (after == item) {
                posting.offerLatest(now.times()[j], now.codes()[j]);
            }
            if (before == item
                    && posting.isLatest(old.times()[i], old.codes()[i])
                    && !(after == item && posting.isLatest(now.times()[j], now.codes()[j]))) {
                findLatest(item, posting);
            }
            i += before == item ? 1 : 0;
            j += after == item ? 1 : 0;
            settle(item, posting, isNew || posting.code() != code);
        }
    }

    /** Takes over a new alignment: every item's vector follows from its code. */
    void realign(UnifiedSpace aligned, CoarseCodebook codebook) {
        space = aligned;
        vectors = new VectorIndex(codebook, ids::compare, scan);
        for (int item = 0; item < ids.limit(); item++) {
            if (ids.inUse(item)) {
                place(item);
            }
        }
        version++;
    }

    private void settle(int item, PostingList posting, boolean changed) {
        if (posting.size() == 0) {
            vectors.remove(item);
            postings[item] = null;
            ids.release(item);
            version++;
        } else if (changed) {
            place(item);
            version++;
        }
    }

    private void place(int item) {
        float[] unit = space.item(postings[item].code());
        if (unit == null) {
            vectors.remove(item);
        } else {
            vectors.upsert(item, unit);
        }
    }

    private void findLatest(int item, PostingList posting) {
        posting.forgetLatest();
        String id = ids.id(item);
        for (int donor : posting.holders()) {
            for (SequenceEvent event : donors.apply(donor).donor().events()) {
                if (event.itemId().equals(id)) {
                    posting.offerLatest(event.eventTime(), event.code());
                }
            }
        }
    }

    private PostingList postingOf(int item) {
        if (item >= postings.length) {
            postings = Arrays.copyOf(postings, Math.max(item + 1, postings.length * 9 / 8));
        }
        if (postings[item] == null) {
            postings[item] = new PostingList(ids.id(item), sampling);
        }
        return postings[item];
    }

    long ramBytesUsed() {
        long bytes = ids.ramBytesUsed() + vectors.ramBytesUsed() + 4L * postings.length;
        for (PostingList posting : postings) {
            bytes += posting == null ? 0 : posting.ramBytesUsed();
        }
        return bytes;
    }
}
