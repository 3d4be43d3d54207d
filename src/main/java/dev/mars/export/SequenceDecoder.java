// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;

/** Reads the value of an output. */
@FunctionalInterface
public interface SequenceDecoder {
    /**
     * @throws IOException if it cannot be read
     */
    AugmentedSequence decode(byte[] value) throws IOException;
}
