// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that one holder at a time has locked. The kernel releases it when the process ends,
 * however that happens.
 *
 * <p>Its holder may delete it, as the last thing that is done under it. Somebody else may have
 * opened it before, and would then lock a file that nobody else can find, while a third makes and
 * locks a new one: so a lock counts only if the path still leads to the file that is locked.
 */
public final class LockFile implements AutoCloseable {
    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the file, and the directories above it, if they are missing.
     *
     * @return nothing if somebody else has it
     * @throws IOException if it cannot be written
     */
    public static Optional<LockFile> tryTake(Path path) throws IOException {
        return tryTake(path, () -> {});
    }

    /**
     * @param opened is called when the file is open and not locked yet
     */
    static Optional<LockFile> tryTake(Path path, Runnable opened) throws IOException {
        while (true) {
            try {
                create(path);
                Object key = key(path);
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                opened.run();
                if (!isLocked(channel)) {
                    channel.close();
                    return Optional.empty();
                }
                if (leadsTo(path, key)) {
                    return Optional.of(new LockFile(channel));
                }
                channel.close();
            } catch (NoSuchFileException e) {
                // Whoever held it has deleted it just now.
            }
        }
    }

    private static void create(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            // Somebody has it, or had it.
        }
    }

    /** What tells a file from another that had its path before. */
    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static boolean leadsTo(Path path, Object key) throws IOException {
        try {
            return Objects.equals(key, key(path));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another thread of this JVM has it.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
