// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.diff;

import java.io.IOException;
import java.util.Map;

/** What the bytes of values mean. */
public interface Contents {
    /**
     * Whether two values say the same, whichever schemas they are written with.
     *
     * @param one null for a tombstone, as is the other
     * @throws IOException if one cannot be read
     */
    boolean areSame(byte[] one, byte[] other) throws IOException;

    /**
     * A value's fields by name, in an order that does not depend on the value. Two values that are
     * not the same differ in at least one.
     *
     * @param value null for a tombstone
     * @throws IOException if it cannot be read
     */
    Map<String, String> fields(byte[] value) throws IOException;
}
