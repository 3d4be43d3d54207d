// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The versions in force of the items that were asked for last, by key. Few items have most of the
 * behaviours, and to read one from state costs more than the join itself. What is in state is
 * written here at the same time, so the answer is the same.
 */
final class RecentVersions {
    /** Some 8 MB, with features of 64 dimensions. */
    private static final int MOST = 10_000;

    private final Map<String, ItemVersion> versions =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, ItemVersion> eldest) {
                    return size() > MOST;
                }
            };

    /** Null if it is not here. */
    ItemVersion get(String key) {
        return versions.get(key);
    }

    void put(String key, ItemVersion version) {
        versions.put(key, version);
    }
}
