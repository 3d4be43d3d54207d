// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.BaseFeatures;
import dev.mars.topic.RawRecord;
import java.util.Comparator;

/**
 * What holds of an item from an event time on.
 *
 * @param effectiveFrom milliseconds since the epoch
 * @param retired true if the item was taken out of every answer
 * @param raw the record it came from, or null; see {@link Arrival}
 */
public record ItemVersion(
        String itemId,
        long effectiveFrom,
        BaseFeatures features,
        boolean retired,
        int partition,
        long offset,
        RawRecord raw) {
    /**
     * Which of two versions for the same event time is the newer: the later one on the topic. An
     * item's records share a partition, so this is the producer's own order, and the one that
     * compaction keeps.
     */
    static final Comparator<ItemVersion> NEWER =
            Comparator.comparingLong(ItemVersion::offset).thenComparing(ItemVersion::partition);

    /** The same once no later stage may refuse it. */
    ItemVersion withoutRaw() {
        return raw == null
                ? this
                : new ItemVersion(
                        itemId, effectiveFrom, features, retired, partition, offset, null);
    }
}
