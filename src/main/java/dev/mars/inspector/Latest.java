// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that were put last, a bounded number of them, one a key. For one thread. */
public final class Latest<V> {
    private final int most;
    private final Map<String, V> values = new LinkedHashMap<>();

    /**
     * @param most that are kept; a further one takes the place of the one put longest ago
     */
    public Latest(int most) {
        this.most = most;
    }

    public void put(String key, V value) {
        values.remove(key);
        values.put(key, value);
        if (values.size() > most) {
            values.remove(values.keySet().iterator().next());
        }
    }

    /** Null if there is none, or none any more. */
    public V get(String key) {
        return values.get(key);
    }

    void remove(String key) {
        values.remove(key);
    }

    int size() {
        return values.size();
    }

    /** A copy, the one put last first. */
    List<V> newestFirst() {
        List<V> all = new ArrayList<>(values.values());
        Collections.reverse(all);
        return all;
    }
}
