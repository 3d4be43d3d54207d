// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.Behavior;
import dev.mars.topic.RawRecord;

/**
 * A behaviour that was in time.
 *
 * @param raw the record it came from, or null: it is carried only where a later stage may still
 *     have to dead-letter it
 */
public record Arrival(Behavior behavior, RawRecord raw) {
    /** The same once no later stage may refuse it. */
    Arrival withoutRaw() {
        return raw == null ? this : new Arrival(behavior, null);
    }
}
