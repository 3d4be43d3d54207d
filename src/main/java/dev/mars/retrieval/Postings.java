// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/** The donors that are walked of each held item. */
interface Postings {
    /** Donors that are written at most. */
    int most(int item);

    /** Writes the donors of an item that are walked, in any order; returns how many they are. */
    int sample(int item, int[] donors);
}
