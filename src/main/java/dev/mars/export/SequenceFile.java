// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;

/** A file that sequences are written to. The same sequences give the same bytes. */
interface SequenceFile extends AutoCloseable {
    void write(AugmentedSequence sequence) throws IOException;

    /** A file that is closed is whole. */
    @Override
    void close() throws IOException;
}
