// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ids by number, numbers by id: each id is held once, and rows refer to it by a dense number in
 * order of first appearance. An open-addressing table of ints over the list, so that a million ids
 * cost little more than their characters.
 */
final class Names {
    private final List<String> names = new ArrayList<>();
    private int[] slots = new int[1 << 10];

    Names() {
        Arrays.fill(slots, -1);
    }

    int size() {
        return names.size();
    }

    String get(int number) {
        return names.get(number);
    }

    /** Number of an id, or -1 if it is not known. */
    int find(String name) {
        return slots[slot(name)];
    }

    /** Number of an id, which is new if it was not known. */
    int intern(String name) {
        int slot = slot(name);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        names.add(name);
        slots[slot] = names.size() - 1;
        if (names.size() * 2L > slots.length) {
            grow();
        }
        return names.size() - 1;
    }

    private int slot(String name) {
        int mask = slots.length - 1;
        int slot = (name.hashCode() * 0x9E3779B1 >>> 7) & mask;
        while (slots[slot] >= 0 && !names.get(slots[slot]).equals(name)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        Arrays.fill(slots, -1);
        for (int number = 0; number < names.size(); number++) {
            slots[slot(names.get(number))] = number;
        }
    }
}
