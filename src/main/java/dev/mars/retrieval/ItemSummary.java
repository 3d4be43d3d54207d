// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * What all donors together make of an item: all that a shard needs to know of the donors of others,
 * and all that a request is planned by.
 *
 * @param holders donors that hold the item; 0 if it is held no more
 * @param code of the latest holding event over all donors
 * @param last the last of the sample of donors that are walked, or null where all are
 * @param retired whether it must be in no answer
 */
public record ItemSummary(
        String itemId, int holders, long code, SampleOrder last, boolean retired) {
    /** Whether a holder belongs to the sample. */
    boolean samples(String userId) {
        return last == null || SampleOrder.of(userId, itemId).compareTo(last) <= 0;
    }
}
