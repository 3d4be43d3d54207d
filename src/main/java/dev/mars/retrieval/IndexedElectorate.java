// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Set;

/** The donors and items of an index. */
record IndexedElectorate(Ordinals donorIds, DonorItems items, HeldItems held, Set<String> retired)
        implements Electorate {
    @Override
    public int donors() {
        return donorIds.size();
    }

    @Override
    public String donorId(int donor) {
        return donorIds.id(donor);
    }

    @Override
    public int mostItems(int donor) {
        return items.most(donor);
    }

    @Override
    public int items(int donor, int[] ordinals) {
        return items.read(donor, ordinals);
    }

    @Override
    public int find(String itemId) {
        return held.ids().find(itemId);
    }

    @Override
    public String itemId(int item) {
        return held.ids().id(item);
    }

    @Override
    public int holders(int item) {
        return held.holders(item);
    }

    @Override
    public long code(int item) {
        return held.code(item);
    }

    @Override
    public boolean isRetired(int item) {
        return retired.contains(itemId(item));
    }
}
