// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;

/** Entries one after the other, from memory or from files. */
public interface Entries<T> extends AutoCloseable {
    /**
     * @return null behind the last
     * @throws IOException if a file cannot be read
     */
    T next() throws IOException;

    @Override
    void close() throws IOException;
}
