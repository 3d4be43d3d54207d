// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;
import java.util.List;

/** Ordinals of the distinct items that each donor holds, packed ({@link AscendingInts}). */
final class DonorItems {
    private byte[][] items = new byte[16][];

    /** A donor's items are at most this many. */
    int most(int donor) {
        return packed(donor).length;
    }

    /**
     * Writes a donor's items, ascending, to an array that has room for {@link #most}; returns how
     * many they are.
     */
    int read(int donor, int[] ordinals) {
        return AscendingInts.read(packed(donor), ordinals);
    }

    /**
     * @param ordinals ascending, of which the first {@code size} count
     */
    void put(int donor, int[] ordinals, int size) {
        if (donor >= items.length) {
            items = Arrays.copyOf(items, Math.max(donor + 1, items.length * 9 / 8));
        }
        items[donor] = AscendingInts.of(ordinals, size);
    }

    /**
     * @param changes since the last; what the donor now holds gets an ordinal if it has none
     */
    void change(int donor, List<HoldingChange> changes, Ordinals ids) {
        int[] ordinals = new int[most(donor) + changes.size()];
        int size = read(donor, ordinals);
        for (HoldingChange change : changes) {
            if (change.joins()) {
                ordinals[size++] = ids.acquire(change.itemId());
            } else if (change.leaves()) {
                int gone = ids.find(change.itemId());
                int place = 0;
                while (ordinals[place] != gone) {
                    place++;
                }
                ordinals[place] = ordinals[--size];
            }
        }
        Arrays.sort(ordinals, 0, size);
        put(donor, ordinals, size);
    }

    void remove(int donor) {
        items[donor] = null;
    }

    private byte[] packed(int donor) {
        return donor < items.length && items[donor] != null ? items[donor] : AscendingInts.NONE;
    }

    long ramBytesUsed() {
        long bytes = 4L * items.length;
        for (byte[] packed : items) {
            bytes += packed == null ? 0 : Ram.array(packed.length, 1);
        }
        return bytes;
    }
}
