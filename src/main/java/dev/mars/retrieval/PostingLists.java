// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The donors that hold each item, and of those of a popular item the fixed sample that is walked.
 *
 * <p>A popular item has more holders than a request can walk. Which ones it walks must not depend
 * on the order in which they came, must change little when one comes or goes, and must not be the
 * same crowd for every item. So the sample is the {@code most} donors with the smallest hashes
 * ({@link SampleOrder}).
 *
 * <p>Most items have few holders, all of whom are walked: of these a packed set ({@link
 * AscendingInts}) is kept and nothing else. The others' are a {@link Crowd}.
 */
final class PostingLists implements Postings {
    private final Ordinals itemIds;
    private final Ordinals donorIds;
    private final int most;
    private byte[][] few = new byte[16][];
    private Crowd[] crowds = new Crowd[16];
    private int[] sizes = new int[16];

    /**
     * @param itemIds an item has one as long as it has holders
     * @param most donors of an item that are walked
     */
    PostingLists(Ordinals itemIds, Ordinals donorIds, int most) {
        this.itemIds = itemIds;
        this.donorIds = donorIds;
        this.most = most;
    }

    /** Number of holders. */
    int size(int item) {
        return item < sizes.length ? sizes[item] : 0;
    }

    @Override
    public int most(int item) {
        return Math.min(sizes[item], most);
    }

    @Override
    public int sample(int item, int[] donors) {
        return sizes[item] > most
                ? crowds[item].sample(donors)
                : AscendingInts.read(few[item], donors);
    }

    int[] holders(int item) {
        int[] holders = new int[sizes[item]];
        if (sizes[item] > most) {
            crowds[item].all(holders);
        } else {
            AscendingInts.read(few[item], holders);
        }
        return holders;
    }

    /** Adds a donor who does not hold the item yet. */
    void add(int item, int donor) {
        makeRoomFor(item);
        int size = ++sizes[item];
        if (size <= most) {
            few[item] = AscendingInts.with(size == 1 ? AscendingInts.NONE : few[item], donor);
            return;
        }
        if (size == most + 1) {
            crowds[item] = new Crowd(itemIds.id(item), donorIds, most, few[item]);
            few[item] = null;
        }
        crowds[item].add(donor);
    }

    /** Removes a donor who holds the item. */
    void remove(int item, int donor) {
        int size = --sizes[item];
        if (size < most) {
            few[item] = size == 0 ? AscendingInts.NONE : AscendingInts.without(few[item], donor);
            return;
        }
        crowds[item].remove(donor);
        if (size == most) {
            few[item] = crowds[item].packed();
            crowds[item] = null;
        }
    }

    private void makeRoomFor(int item) {
        if (item >= sizes.length) {
            int room = Math.max(item + 1, sizes.length * 9 / 8);
            few = Arrays.copyOf(few, room);
            crowds = Arrays.copyOf(crowds, room);
            sizes = Arrays.copyOf(sizes, room);
        }
    }

    long ramBytesUsed() {
        long bytes = 12L * sizes.length;
        for (int item = 0; item < sizes.length; item++) {
            bytes += sizes[item] == 0 || few[item] == null ? 0 : Ram.array(few[item].length, 1);
            bytes += crowds[item] == null ? 0 : crowds[item].ramBytesUsed();
        }
        return bytes;
    }
}
