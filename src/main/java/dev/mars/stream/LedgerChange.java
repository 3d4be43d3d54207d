// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.HoldingChange;

/** What changes the ledger of items, see {@link ItemLedger}. */
public sealed interface LedgerChange {
    /** The key of what concerns no item. No item is called so, as that is refused on input. */
    String NO_ITEM = "";

    /** It is visible from the epoch after. */
    long epoch();

    /** The key. */
    String itemId();

    /** A donor's hold on an item. */
    record OfHolding(long epoch, HoldingChange change) implements LedgerChange {
        @Override
        public String itemId() {
            return change.itemId();
        }
    }

    /**
     * The number of donors.
     *
     * @param by 1 or -1
     */
    record OfDonors(long epoch, int by) implements LedgerChange {
        @Override
        public String itemId() {
            return NO_ITEM;
        }
    }

    /**
     * An item's retirement or return.
     *
     * @param time event time of the change, which orders several in one epoch
     */
    record OfRetirement(long epoch, String itemId, long time, boolean retired)
            implements LedgerChange {}
}
