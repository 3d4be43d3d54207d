// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Locale;

/** What an item of the retrieved donors is scored by. */
public enum Scoring {
    /** How far its weight among them stands above chance, see {@link Concentrator}. */
    ABOVE_CHANCE,
    /** S, its weight among them: popular items first, for any user. A control. */
    VOTES;

    /** As options spell it: above-chance, votes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
