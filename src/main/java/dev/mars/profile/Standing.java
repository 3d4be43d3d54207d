// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

/** What the donor index knows of a user. Names and order are part of state. */
public enum Standing {
    /** Nothing. */
    ABSENT,
    /** All but the positives of the running epoch. */
    CURRENT,
    /** Something that no longer holds, as after an erasure: replace or remove it. */
    STALE
}
