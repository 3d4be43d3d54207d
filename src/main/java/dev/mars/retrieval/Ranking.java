// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Locale;

/** What donors are ranked by. */
public enum Ranking {
    /** Set-to-set similarity of items, filled up by user embedding. */
    ITEM_SETS,
    /** Cosine of user embeddings alone. */
    USER_EMBEDDING,
    /** By lot: a control, to see what the others are worth. */
    RANDOM;

    /** As options spell it: item-sets, user-embedding, random. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
