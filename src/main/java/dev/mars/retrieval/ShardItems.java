// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The items that a shard's donors hold: which of the donors hold them, and what all donors make of
 * them ({@link ItemSummary}).
 *
 * <p>The donors that are walked of an item are a sample of all its holders. Its members here are
 * those who do not come after its last, and all of them are in the sample of as many that the
 * holders here would have by themselves, in {@link PostingLists}: so they are looked for there,
 * when first walked, and kept until the next summary, which comes whenever a holder or the last has
 * changed.
 */
final class ShardItems implements Postings {
    private final Ordinals ids = new Ordinals();
    private final Ordinals donorIds;
    private final PostingLists postings;
    private ItemSummary[] summaries = new ItemSummary[16];

    /** Packed ({@link AscendingInts}); null where it is not known, or is the posting's sample. */
    private byte[][] walked = new byte[16][];

    ShardItems(int sampled, Ordinals donorIds) {
        this.donorIds = donorIds;
        postings = new PostingLists(ids, donorIds, sampled);
    }

    Ordinals ids() {
        return ids;
    }

    /** Null until it has come, see {@link #put}. */
    ItemSummary summary(int item) {
        return summaries[item];
    }

    /**
     * Follows a donor from old holdings to new ones.
     *
     * @param before ordinals, ascending, of which the first {@code old} count
     * @param after ordinals, ascending
     */
    void move(int donor, int[] before, int old, int[] after) {
        int i = 0;
        int j = 0;
        while (i < old || j < after.length) {
            int was = i < old ? before[i] : Integer.MAX_VALUE;
            int is = j < after.length ? after[j] : Integer.MAX_VALUE;
            if (is < was) {
                add(is, donor);
            } else if (was < is) {
                remove(was, donor);
            }
            i += was <= is ? 1 : 0;
            j += is <= was ? 1 : 0;
        }
    }

    private void add(int item, int donor) {
        if (item >= summaries.length) {
            int room = Math.max(item + 1, summaries.length * 9 / 8);
            summaries = Arrays.copyOf(summaries, room);
            walked = Arrays.copyOf(walked, room);
        }
        postings.add(item, donor);
    }

    private void remove(int item, int donor) {
        postings.remove(item, donor);
        if (postings.size(item) == 0) {
            summaries[item] = null;
            walked[item] = null;
            ids.release(item);
        }
    }

    /** Takes over what all donors make of an item; of no interest if nobody here holds it. */
    void put(ItemSummary summary) {
        int item = ids.find(summary.itemId());
        if (item >= 0) {
            // Without an id of its own: there is one here already.
            summaries[item] =
                    new ItemSummary(
                            ids.id(item),
                            summary.holders(),
                            summary.code(),
                            summary.last(),
                            summary.retired());
            walked[item] = null;
        }
    }

    @Override
    public int most(int item) {
        return postings.most(item);
    }

    @Override
    public int sample(int item, int[] donors) {
        ItemSummary summary = summaries[item];
        if (summary.last() == null) {
            return postings.sample(item, donors);
        }
        if (walked[item] == null) {
            int size = postings.sample(item, donors);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (summary.samples(donorIds.id(donors[i]))) {
                    donors[kept++] = donors[i];
                }
            }
            walked[item] = AscendingInts.of(donors, kept);
            return kept;
        }
        return AscendingInts.read(walked[item], donors);
    }

    long ramBytesUsed() {
        long bytes = ids.ramBytesUsed() + postings.ramBytesUsed() + 8L * summaries.length;
        for (int item = 0; item < ids.limit(); item++) {
            if (ids.inUse(item)) {
                bytes += summaries[item] == null ? 0 : 40;
                bytes += walked[item] == null ? 0 : Ram.array(walked[item].length, 1);
            }
        }
        return bytes;
    }
}
