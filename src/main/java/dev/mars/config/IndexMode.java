// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.util.Locale;

/** Where a job keeps the index of donors. Both give the same outputs. */
public enum IndexMode {
    /** Every subtask has the whole index: a request is answered where it is. */
    REPLICATED,
    /** Every subtask has its share of the donors: a request is sent to all of them. */
    SHARDED;

    /** As options spell it: replicated, sharded. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
