// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * A donor as the index keeps them.
 *
 * @param donor shared with whoever gave it, so its evidence and events cost nothing here
 * @param items ordinals of the distinct items held, packed ({@link AscendingInts})
 */
record DonorEntry(Donor donor, byte[] items) {
    static DonorEntry of(Donor donor, Holdings holdings) {
        return new DonorEntry(donor, AscendingInts.of(holdings.items(), holdings.items().length));
    }

    /** Bytes held here, the donor not counted. */
    long ramBytesUsed() {
        return 24 + Ram.array(items.length, 1);
    }
}
