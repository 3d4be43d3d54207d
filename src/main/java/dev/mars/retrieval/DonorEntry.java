// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;
import java.util.List;

/**
 * A donor as the index keeps them.
 *
 * @param donor shared with whoever gave it, so its evidence and events cost nothing here
 * @param items ordinals of the distinct items held, packed ({@link AscendingInts})
 */
record DonorEntry(Donor donor, byte[] items) {
    /**
     * @param before the items so far
     * @param changes since; their items get ordinals if they have none
     */
    static DonorEntry of(Donor donor, byte[] before, List<HoldingChange> changes, Ordinals ids) {
        int[] items = new int[before.length + changes.size()];
        int size = AscendingInts.read(before, items);
        for (HoldingChange change : changes) {
            if (change.joins()) {
                items[size++] = ids.acquire(change.itemId());
            } else if (change.leaves()) {
                int gone = ids.find(change.itemId());
                int place = 0;
                while (items[place] != gone) {
                    place++;
                }
                items[place] = items[--size];
            }
        }
        Arrays.sort(items, 0, size);
        return new DonorEntry(donor, AscendingInts.of(items, size));
    }

    /** Bytes held here, the donor not counted. */
    long ramBytesUsed() {
        return 24 + Ram.array(items.length, 1);
    }
}
