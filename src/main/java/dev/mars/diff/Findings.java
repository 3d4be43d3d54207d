// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

/**
 * What a comparison found. An output is what one (user, asOf) is about; it counts in exactly one of
 * the five numbers of outputs.
 *
 * @param equal outputs that both topics have, with the same content
 * @param differing outputs that both have, each with one content, which differ
 * @param onlyInFirst outputs
 * @param onlyInSecond outputs
 * @param contradictory outputs that one topic, or both, has with several contents; never allowed
 * @param recordsInFirst records
 * @param recordsInSecond records
 * @param repeatedInFirst records beyond the first of each content; at-least-once delivery allows
 *     them
 * @param repeatedInSecond the same of the second
 * @param earliest difference, by asOf and then by user; null if there is none
 */
public record Findings(
        long equal,
        long differing,
        long onlyInFirst,
        long onlyInSecond,
        long contradictory,
        long recordsInFirst,
        long recordsInSecond,
        long repeatedInFirst,
        long repeatedInSecond,
        Difference earliest) {
    public boolean areEqual() {
        return earliest == null;
    }
}
