// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import dev.mars.lock.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Held while a JVM starts or owns a stack: two must not start one in the same directory. */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";

    private final LockFile file;

    private DirectoryLock(LockFile file) {
        this.file = file;
    }

    static DirectoryLock take(Path directory) {
        return tryTake(directory)
                .orElseThrow(
                        () ->
                                new StackException(
                                        "another mars command is using the local stack in "
                                                + directory
                                                + "; wait for it, or choose another directory with"
                                                + " -Dmars.local.directory=DIR"));
    }

    /** Nothing if somebody else has it. */
    static Optional<DirectoryLock> tryTake(Path directory) {
        try {
            return LockFile.tryTake(directory.resolve(FILE)).map(DirectoryLock::new);
        } catch (IOException e) {
            throw new StackException(
                    "mars.local.directory: "
                            + directory
                            + " cannot be written ("
                            + e
                            + "); choose"
                            + " another with -Dmars.local.directory=DIR",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StackException("cannot release the stack's lock: " + e.getMessage(), e);
        }
    }
}
