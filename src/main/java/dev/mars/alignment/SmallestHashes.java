// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.TreeSet;

/**
 * The ids with the smallest XXH64 of all that were offered, a given number of them: a sample that
 * depends on neither order nor repetition, and of which every part knows whom it can leave out.
 */
public final class SmallestHashes {
    private final int size;
    private final TreeSet<HashedId> smallest = new TreeSet<>();
    private String evicted;

    /**
     * @param size ids that are kept, 1 or more
     */
    public SmallestHashes(int size) {
        this.size = size;
    }

    /** Whether an id would be one of the smallest if it were offered now. */
    public boolean wants(String id) {
        return wants(HashedId.of(id));
    }

    private boolean wants(HashedId hashed) {
        return smallest.size() < size || hashed.compareTo(smallest.last()) <= 0;
    }

    /** Whether an id is one of the smallest, all before it considered. */
    public boolean offer(String id) {
        evicted = null;
        HashedId hashed = HashedId.of(id);
        if (!wants(hashed)) {
            return false;
        }
        if (smallest.add(hashed) && smallest.size() > size) {
            evicted = smallest.pollLast().id();
        }
        return true;
    }

    /** The id that had to give way to the one offered last, or null. */
    public String evicted() {
        return evicted;
    }
}
