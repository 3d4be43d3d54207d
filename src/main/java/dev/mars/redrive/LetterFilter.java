// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.redrive;

import dev.mars.topic.Reason;
import java.util.Set;

/**
 * Which dead letters are wanted.
 *
 * @param reasons codes; empty for all but those of refused models, which would be refused again
 * @param topics on which the records were; empty for all
 * @param from first Kafka timestamp of a letter, milliseconds since the epoch
 * @param to first timestamp that is no longer wanted
 */
public record LetterFilter(Set<String> reasons, Set<String> topics, long from, long to) {
    private static final Set<String> OF_REFUSED_MODELS =
            Set.of(
                    Reason.OTHER_BASE.name(),
                    Reason.MODEL_TOO_LATE.name(),
                    Reason.VERSION_TAKEN.name());

    public LetterFilter {
        reasons = Set.copyOf(reasons);
        topics = Set.copyOf(topics);
    }

    public boolean wants(Letter letter) {
        boolean reason =
                reasons.isEmpty()
                        ? !OF_REFUSED_MODELS.contains(letter.reason())
                        : reasons.contains(letter.reason());
        return reason
                && (topics.isEmpty() || topics.contains(letter.record().topic()))
                && letter.time() >= from
                && letter.time() < to;
    }
}
