// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import java.util.function.IntToLongFunction;

/** The held items and the index of their vectors, each of which follows from an item's code. */
final class ItemCatalog {
    private final Ordinals ids = new Ordinals();
    private final IntToLongFunction codes;
    private final IndexForm form;
    private final RecallMeter meter = new RecallMeter();
    private VectorIndex vectors;
    private UnifiedSpace space;
    private long version;

    /**
     * @param codes of items in use, by ordinal
     */
    ItemCatalog(
            UnifiedSpace space, CoarseCodebook codebook, IntToLongFunction codes, IndexForm form) {
        this.space = space;
        this.codes = codes;
        this.form = form;
        vectors = form.index(codebook, ids::compare);
    }

    Ordinals ids() {
        return ids;
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

    /** An item is new or has another code. */
    void changed(int item) {
        place(item);
        version++;
    }

    /** Nobody holds an item any more. */
    void gone(int item) {
        vectors.remove(item);
        ids.release(item);
        version++;
    }

    /** Takes over a new alignment. */
    void realign(UnifiedSpace aligned, CoarseCodebook codebook) {
        space = aligned;
        vectors = form.index(codebook, ids::compare);
        for (int item = 0; item < ids.limit(); item++) {
            if (ids.inUse(item)) {
                place(item);
            }
        }
        version++;
    }

    private void place(int item) {
        float[] unit = space.item(codes.applyAsLong(item));
        if (unit == null) {
            vectors.remove(item);
        } else {
            vectors.upsert(item, unit);
        }
    }

    long ramBytesUsed() {
        return ids.ramBytesUsed() + vectors.ramBytesUsed();
    }
}
