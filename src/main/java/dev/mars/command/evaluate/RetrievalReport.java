// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.evaluation.Comparison;
import dev.mars.evaluation.Moment;
import dev.mars.evaluation.Part;
import dev.mars.evaluation.Segment;
import java.util.List;
import java.util.Map;

/**
 * What came of an evaluation of retrieval.
 *
 * @param dataSet for people
 * @param events behaviours in it
 * @param seed of the negatives, the random vectors and the bootstrap
 * @param resamples of the bootstrap
 * @param variants of the main world, in the order of telling
 * @param worlds the main one first
 */
public record RetrievalReport(
        String dataSet,
        long events,
        long seed,
        int resamples,
        List<OfVariant> variants,
        List<OfWorld> worlds) {
    /**
     * @param model how its model was trained and what the gate said; empty if it is no job
     * @param options that differ from the default's
     */
    public record OfVariant(
            String name, String meaning, String model, Map<String, String> options) {}

    /**
     * @param title its settings, for people
     */
    public record OfWorld(String name, String title, Map<Moment, List<Comparison>> comparisons) {
        /** The one of a moment, part and segment. */
        public Comparison of(Moment moment, Part part, Segment segment) {
            return comparisons.get(moment).stream()
                    .filter(one -> one.part() == part && one.segment() == segment)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
