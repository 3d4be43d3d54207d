// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import java.util.List;

/**
 * An output that the topics do not agree on.
 *
 * @param asOf milliseconds since the epoch
 * @param fields those that differ, with both values; of an output that only one topic has, all of
 *     them, the other's being null
 */
public record Difference(Kind kind, String userId, long asOf, List<FieldDifference> fields) {
    /** How they disagree. */
    public enum Kind {
        /** Both have it, with different contents. */
        DIFFERS,
        ONLY_IN_FIRST,
        ONLY_IN_SECOND,
        /** The first topic has it more than once, with different contents: those are compared. */
        FIRST_CONTRADICTS_ITSELF,
        /** The second topic has it more than once, with different contents: those are compared. */
        SECOND_CONTRADICTS_ITSELF
    }
}
