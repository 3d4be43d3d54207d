// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/** Why an answer has augmented items, or has none. */
public enum Status {
    AUGMENTED,
    /** The user has no own items, or nothing that leads from them to any donor. */
    NO_EVIDENCE,
    /** The index holds no donor but, at most, the user. */
    NO_DONOR,
    /** Donors were found, but none of their items passed the filter. */
    NOTHING_FIT
}
