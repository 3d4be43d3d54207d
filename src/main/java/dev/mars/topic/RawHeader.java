// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.Arrays;

/**
 * A Kafka record's header, as it was read.
 *
 * @param value not to be changed; null if the header has none
 */
public record RawHeader(String key, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof RawHeader that
                && key.equals(that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + Arrays.hashCode(value);
    }
}
