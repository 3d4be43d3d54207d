// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * An item of an augmented sequence.
 *
 * @param score above 0, see {@link Concentrator}
 * @param supporters retrieved donors that hold the item
 * @param code semantic code under which the index knows the item; 0 without features
 */
public record AugmentedItem(String itemId, double score, int supporters, long code) {}
