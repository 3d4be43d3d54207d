// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * Share of the truly nearest that searches find, over the last {@value #WINDOW} that were looked
 * at: one search in {@value #ONE_IN} is made again over all vectors. It changes no answer. A search
 * counts as right where it found a vector as near as the exact one's, so ties cannot lower it.
 *
 * <p>Fed by one thread; read by any.
 */
final class RecallMeter {
    /** An exact search costs some 50 others, so this adds about one in a hundred. */
    static final int ONE_IN = 4096;

    static final int WINDOW = 128;

    private final int[] found = new int[WINDOW];
    private final int[] wanted = new int[WINDOW];
    private long searches;
    private long looked;
    private volatile double recall = Double.NaN;

    /** Searches, and looks at what was found now and then. */
    Neighbours search(VectorIndex vectors, float[] unit, int k) {
        return watched(vectors, unit, k, vectors.search(unit, k));
    }

    /** The same, where a fixed number of cells is searched. */
    Neighbours searchCells(VectorIndex vectors, float[] unit, int k, int cells) {
        return watched(vectors, unit, k, vectors.searchCells(unit, k, cells));
    }

    private Neighbours watched(VectorIndex vectors, float[] unit, int k, Neighbours nearest) {
        if (searches++ % ONE_IN == 0) {
            look(nearest, vectors.searchExactly(unit, k));
        }
        return nearest;
    }

    private void look(Neighbours nearest, Neighbours exact) {
        if (exact.size() == 0) {
            return;
        }
        float last = exact.cosines()[exact.size() - 1];
        int near = 0;
        for (float cosine : nearest.cosines()) {
            near += cosine >= last ? 1 : 0;
        }
        int at = (int) (looked++ % WINDOW);
        found[at] = near;
        wanted[at] = exact.size();
        recall = (double) Arrays.stream(found).sum() / Arrays.stream(wanted).sum();
    }

    /** Between 0 and 1; not a number before the first search. */
    double recall() {
        return recall;
    }
}
