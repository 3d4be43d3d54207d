package dev.mars.retrieval;

import java.util.List;
import java.util.function.Predicate;

/**
 * Unit vectors by id, and the nearest of them to a query: items near an item, donors near a user.
 *
 * <p>Results are a function of what is in the index, whatever the order of the operations that put
 * it there (DESIGN, law 5): by cosine, descending, ties by id ({@link String#compareTo}). A cosine
 * is the float dot product, multiplied then added in ascending dimension, clamped to [-1, 1]; so it
 * has the same bits on every machine (law 6). For one thread.
 */
public interface VectorIndex {
    /**
     * Adds a vector or replaces the one of this id.
     *
     * @param unit of the index's dimensions, finite, of length 1; not kept
     * @throws IllegalArgumentException if it has other dimensions or a value that is not finite
     */
    void upsert(String id, float[] unit);

    /** Removes a vector; nothing happens if there is none. */
    void remove(String id);

    /**
     * The nearest vectors, best first.
     *
     * @param unit as in {@link #upsert}
     * @param k results at most, 0 or more
     * @param accept what may be found; asked only of ids that would be among the results, perhaps
     *     of some that then are not, and must not depend on how often it is asked
     */
    List<Neighbour> search(float[] unit, int k, Predicate<String> accept);

    int size();

    /** Bytes held, ids' own strings not counted. */
    long ramBytesUsed();
}
