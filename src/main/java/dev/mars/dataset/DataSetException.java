// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of a data set is not what it must be. The message is one line for the person who made it:
 * file, line, what was read, the rule, what to do.
 */
public final class DataSetException extends IOException {
    DataSetException(Path file, String message) {
        super(file + ": " + message);
    }

    DataSetException(Path file, long line, String message) {
        super(file + ", line " + line + ": " + message);
    }

    DataSetException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }
}
