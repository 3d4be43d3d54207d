// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How entries lie in a file, one behind the other. What is written must be read back as equal. */
public interface EntryFormat<T> {
    void write(T entry, DataOutput out) throws IOException;

    T read(DataInput in) throws IOException;

    /** About how many bytes an entry takes in memory. */
    long bytes(T entry);
}
