// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.function.Supplier;

/**
 * Partitions of the unit sphere into cells, finer ones for more vectors.
 *
 * <p>It follows from the model alone, so which cell a vector is in never depends on what else is in
 * an index: the model's base carries the codes of a sample of items, and the centroids are trained
 * on these items' vectors under the model's alignment. A new alignment so gets cells of its own
 * without anything new being published. A partition is trained when an index first needs it (a
 * second or so for the finest), and never for a small one.
 */
public final class CoarseCodebook {
    static final int[] CELLS = {256, 1024, 4096};

    /** A partition is used from this many vectors a cell on: they fill two blocks. */
    private static final int VECTORS_PER_CELL = 32;

    /** Fewer vectors a cell tell too little of where it should be. */
    private static final int SAMPLE_PER_CELL = 4;

    private final int dimensions;
    private final Supplier<float[][]> sample;
    private final int[] cells;
    private final Centroids[] trained;

    /** Vectors of the sample, or -1 until it is looked at. */
    private int sampled = -1;

    /**
     * @param sample gives vectors of length 1, [n x d], always the same ones; they are asked for
     *     when a partition is trained, and not kept. Fewer than 1,024: there are no partitions, and
     *     every search is exact
     */
    public CoarseCodebook(int dimensions, Supplier<float[][]> sample) {
        this(dimensions, sample, CELLS);
    }

    CoarseCodebook(int dimensions, Supplier<float[][]> sample, int[] cells) {
        this.dimensions = dimensions;
        this.sample = sample;
        this.cells = cells;
        trained = new Centroids[cells.length];
    }

    int dimensions() {
        return dimensions;
    }

    /** The partition for so many vectors: the finest whose cells they fill, or null. */
    Centroids partition(int vectors) {
        if (sampled < 0) {
            sampled = sample.get().length;
        }
        int finest = -1;
        for (int i = 0; i < cells.length; i++) {
            boolean known = (long) cells[i] * SAMPLE_PER_CELL <= sampled;
            boolean filled = i == 0 || (long) cells[i] * VECTORS_PER_CELL <= vectors;
            finest = known && filled ? i : finest;
        }
        if (finest >= 0 && trained[finest] == null) {
            trained[finest] = CoarseTraining.centroids(sample.get(), cells[finest]);
        }
        return finest < 0 ? null : trained[finest];
    }
}
