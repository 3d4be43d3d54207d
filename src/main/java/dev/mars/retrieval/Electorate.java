// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * Who votes for what: the retrieved donors, and the items that they hold, as ordinals. What is
 * concentrated from it ({@link Concentrator}) is a function of the ids and numbers behind them.
 */
interface Electorate {
    /** Number of all donors, the retrieved ones and all others. */
    int donors();

    String donorId(int donor);

    /** Items that a donor holds are at most this many. */
    int mostItems(int donor);

    /** Writes the distinct items that a donor holds; returns how many they are. */
    int items(int donor, int[] ordinals);

    /** An item's ordinal, or -1. */
    int find(String itemId);

    String itemId(int item);

    /** How many of all donors hold an item. */
    int holders(int item);

    long code(int item);

    boolean isRetired(int item);
}
