// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.Map;

/**
 * A vector index under measurement. Vectors have length 1, so that the nearest by cosine, by inner
 * product and by Euclidean distance are the same. A key is the vector's position in {@link #build},
 * and keeps it when the vector is replaced.
 */
interface Contender extends AutoCloseable {
    String name();

    /** What it was set to, for the reader of the figures. */
    Map<String, Object> settings();

    /** Indexes the vectors, on all cores if the library can. Vectors may be kept. */
    void build(float[][] vectors) throws Exception;

    /**
     * Values that {@link #search} takes for effort, ascending: more finds more and takes longer.
     */
    int[] efforts();

    /**
     * Keys of the nearest vectors, in no particular order, on this thread alone.
     *
     * @param k how many
     */
    int[] search(float[] query, int k, int effort) throws Exception;

    /** Replaces a vector. A search sees it after {@link #settle} at the latest. */
    void upsert(int key, float[] vector) throws Exception;

    /** Does what upserts have put off, such as clearing away what they replaced. */
    default void settle() throws Exception {}

    /** What the index holds now, bytes by the library's own account, or -1 if it keeps none. */
    long ramBytesUsed() throws Exception;

    @Override
    default void close() throws Exception {}

    /** Efforts for graph searches: lengths of the candidate list, 4 % apart. */
    static int[] candidateLists() {
        return java.util.stream.IntStream.iterate(
                        32, ef -> ef < 4_096, ef -> ef + Math.max(2, ef / 25))
                .toArray();
    }
}
