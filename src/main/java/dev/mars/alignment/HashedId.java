// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Comparator;

/**
 * An id in the order of the XXH64 of ids, unsigned, ties by id: a shuffle that depends on nothing
 * but the ids, so that a prefix of any of them is a sample.
 */
public record HashedId(long hash, String id) implements Comparable<HashedId> {
    private static final Comparator<HashedId> ORDER =
            Comparator.comparing(HashedId::hash, Long::compareUnsigned).thenComparing(HashedId::id);

    public static HashedId of(String id) {
        return new HashedId(XxHash.of(id), id);
    }

    @Override
    public int compareTo(HashedId other) {
        return ORDER.compare(this, other);
    }
}
