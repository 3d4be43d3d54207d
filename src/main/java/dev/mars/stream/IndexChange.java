// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Alignment;
import dev.mars.profile.DonorUpdate;

/** What is broadcast to every subtask of the {@link SequenceAugmenter}. */
public sealed interface IndexChange {
    /** A change of a donor, visible from the epoch after {@code epoch}. */
    record OfDonor(long epoch, DonorUpdate update) implements IndexChange {}

    /**
     * An item's retirement or return, visible from the epoch after {@code epoch}.
     *
     * @param time event time of the change, which orders several in one epoch
     */
    record OfItem(long epoch, String itemId, long time, boolean retired) implements IndexChange {}

    /** A published alignment, used from the first epoch that starts at or after effectiveFrom. */
    record OfModel(String baseId, long version, long effectiveFrom, Alignment alignment)
            implements IndexChange {
        /** As on the model topic: baseId/version. */
        String key() {
            return baseId + "/" + version;
        }
    }
}
