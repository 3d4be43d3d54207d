// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held while a JVM starts or owns a stack: two must not start one in the same directory. */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
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
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DirectoryLock(channel));
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

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The kernel releases the lock with the channel, and also when this JVM is killed. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("cannot release the stack's lock: " + e.getMessage(), e);
        }
    }
}
