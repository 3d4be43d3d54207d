// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.function.IntToLongFunction;

/**
 * Which of two equally similar donors comes first: the one with the later last positive, then the
 * smaller user id.
 *
 * @param lastPositives event times by ordinal
 */
record DonorOrder(IntToLongFunction lastPositives, VectorIndex.KeyOrder ids) implements TopK.Ties {
    @Override
    public boolean better(int donor, int than) {
        long last = lastPositives.applyAsLong(donor);
        long other = lastPositives.applyAsLong(than);
        return last != other ? last > other : ids.compare(donor, than) < 0;
    }
}
