// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was there to foretell a positive, cut down to what is asked.
 *
 * @param augmented whether there was any augmented item
 * @param scores those of the augmented items that are asked about, above 0
 */
public record Answer(boolean augmented, Map<String, Double> scores) {
    /** Nothing was augmented. */
    public static final Answer NONE = new Answer(false, Map.of());

    public Answer {
        scores = Map.copyOf(scores);
    }

    /**
     * @param scores of all augmented items
     */
    public static Answer of(NextPositive question, Map<String, Double> scores) {
        Map<String, Double> asked = new HashMap<>();
        keep(question.itemId(), scores, asked);
        for (List<String> negatives : List.of(question.uniform(), question.popular())) {
            negatives.forEach(item -> keep(item, scores, asked));
        }
        return new Answer(!scores.isEmpty(), asked);
    }

    private static void keep(String item, Map<String, Double> scores, Map<String, Double> asked) {
        Double score = scores.get(item);
        if (score != null) {
            asked.put(item, score);
        }
    }

    /** An item's value: its score, 0 if it is absent. */
    double value(String itemId) {
        return scores.getOrDefault(itemId, 0.0);
    }

    boolean holds(String itemId) {
        return scores.containsKey(itemId);
    }
}
