// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import java.util.Arrays;
import java.util.Objects;

/**
 * How vectors are indexed. Answers depend on it, so it is the same for all that must agree.
 *
 * @param exactUpTo vectors up to which a search compares all
 * @param cells of the partitions that there are, ascending
 * @param donorCells that a search for donors by embedding scans. A fixed number, as parts of the
 *     donors are searched by themselves, see {@link VectorIndex#searchCells}
 */
record IndexForm(ByteScan scan, int exactUpTo, int[] cells, int donorCells) {
    /**
     * Of 100,000 users' embeddings, in 1,024 cells that were trained on items, it finds .998 of the
     * 51 nearest in the simulator's world and .992 in MovieTweetings; 128 cells find .995 and .985.
     */
    private static final int DONOR_CELLS = 192;

    static IndexForm usual() {
        return of(ByteScan.fastest());
    }

    static IndexForm of(ByteScan scan) {
        return new IndexForm(scan, VectorIndex.EXACT_UP_TO, CoarseCodebook.CELLS, DONOR_CELLS);
    }

    /** A model's own partitions. */
    CoarseCodebook codebook(UnifiedSpace space) {
        return new CoarseCodebook(
                space.dimensions(),
                () ->
                        Arrays.stream(space.codeSample())
                                .mapToObj(space::item)
                                .filter(Objects::nonNull)
                                .toArray(float[][]::new),
                cells);
    }

    VectorIndex index(CoarseCodebook codebook, VectorIndex.KeyOrder ties) {
        return new VectorIndex(codebook, ties, scan, exactUpTo);
    }
}
