// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import java.util.Set;

/**
 * Which dead letters are wanted.
 *
 * @param reasons codes; empty for all
 * @param topics on which the records were; empty for all
 * @param from first Kafka timestamp of a letter, milliseconds since the epoch
 * @param to first timestamp that is no longer wanted
 */
public record LetterFilter(Set<String> reasons, Set<String> topics, long from, long to) {
    public LetterFilter {
        reasons = Set.copyOf(reasons);
        topics = Set.copyOf(topics);
    }

    public boolean wants(Letter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (topics.isEmpty() || topics.contains(letter.record().topic()))
                && letter.time() >= from
                && letter.time() < to;
    }
}
