// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.util.Locale;

/** When a result is seen downstream, and how often. */
public enum Delivery {
    /** At once; after a failure once more, with the same bytes. */
    AT_LEAST_ONCE,
    /** When a checkpoint is complete, in a Kafka transaction. */
    EXACTLY_ONCE;

    /** As options spell it: at-least-once, exactly-once. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
