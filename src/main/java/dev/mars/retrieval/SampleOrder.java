// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.XxHash;

/**
 * A place in the order by which an item's holders are sampled, see {@link PostingLists}: by XXH64
 * of donorId + '\0' + itemId in UTF-8, as an unsigned number, ties by donor id.
 */
public record SampleOrder(long hash, String userId) implements Comparable<SampleOrder> {
    static SampleOrder of(String userId, String itemId) {
        return new SampleOrder(hash(userId, itemId), userId);
    }

    static long hash(String userId, String itemId) {
        return XxHash.of(userId + '\0' + itemId);
    }

    @Override
    public int compareTo(SampleOrder other) {
        int order = Long.compareUnsigned(hash, other.hash);
        return order != 0 ? order : userId.compareTo(other.userId);
    }
}
