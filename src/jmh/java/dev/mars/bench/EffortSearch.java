// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the least effort at which a contender reaches a recall, by bisection. */
final class EffortSearch {
    private final Contender contender;
    private final Recall recall;
    private final Map<Integer, Double> measured = new LinkedHashMap<>();

    EffortSearch(Contender contender, Recall recall) {
        this.contender = contender;
        this.recall = recall;
    }

    /** The least effort that suffices, or -1 if none does. */
    int least(double target) throws Exception {
        int[] efforts = contender.efforts();
        int low = 0;
        int high = 0;
        // Doubling first: large efforts are slow, and mostly not needed.
        while (recallAt(efforts[high]) < target) {
            if (high == efforts.length - 1) {
                return -1;
            }
            low = high + 1;
            high = Math.min(efforts.length - 1, 2 * high + 1);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (recallAt(efforts[middle]) < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return efforts[high];
    }

    double recallAt(int effort) throws Exception {
        Double known = measured.get(effort);
        if (known == null) {
            known = recall.of(contender, effort);
            measured.put(effort, known);
        }
        return known;
    }
}
