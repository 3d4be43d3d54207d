// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.retrieval.ItemSummary;
import dev.mars.retrieval.Plan;

/** What is broadcast to the subtasks of a sharded index. */
public sealed interface Notice {
    /**
     * The epoch of what holds already when the ledger starts, before all event time: a restored
     * ledger tells all it knows again.
     */
    long BEFORE_ALL = -1;

    /** What an epoch has made of an item, visible from the epoch after. */
    record OfItem(long epoch, ItemSummary item) implements Notice {}

    /** The number of all donors after an epoch. */
    record OfDonors(long epoch, int count) implements Notice {}

    /** A model that the {@link ModelGate} has let in. */
    record OfModel(IndexChange.OfModel model) implements Notice {}

    /** A request to every shard. */
    record OfPlan(long asOf, Plan plan) implements Notice {}
}
