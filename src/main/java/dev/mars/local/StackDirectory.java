// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/** Where a {@link LocalStack} keeps its data, with those of temporary stacks below it. */
public final class StackDirectory {
    private static final String LOGS = "logs";

    /** What a stack puts into its directory; the lock, under which it is deleted, is the last. */
    static final List<String> OWN =
            List.of(
                    "kafka",
                    "registry",
                    "checkpoints",
                    "savepoints",
                    "flink-conf",
                    LOGS,
                    "tmp",
                    "inspector",
                    "stack.json",
                    "stack.json.next",
                    DirectoryLock.FILE);

    /**
     * Deletes what a stack that is down has left in its directory, and in those of the temporary
     * stacks below it. The directory may have been chosen by hand: what else is in it stays.
     *
     * @return whether the directory is gone, as nothing else was in it
     * @throws StackException if it is in use, or one below it
     */
    public static boolean purge(Path directory) {
        if (LocalStack.find(directory).filter(RunningStack::isAnyUp).isPresent()) {
            throw new StackException(
                    "the local stack in " + directory + " is up; end it with `mars down` first");
        }
        if (!Files.exists(directory)) {
            return true;
        }
        try (DirectoryLock held = DirectoryLock.take(directory)) {
            for (Path below : below(directory)) {
                if (Files.exists(below.resolve(DirectoryLock.FILE))) {
                    purge(below);
                }
            }
            for (String name : OWN) {
                delete(directory.resolve(name));
            }
        }
        return below(directory).isEmpty() && deleteEmpty(directory);
    }

    /** False if somebody has begun to use it since the lock was deleted. */
    private static boolean deleteEmpty(Path directory) {
        try {
            Files.delete(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            throw new StackException("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Where the processes of a stack in this directory write their logs. */
    public static Path logs(Path directory) {
        return directory.resolve(LOGS);
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new StackException("cannot read " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether another command is starting a stack in this directory, or has one that ends with it.
     */
    public static boolean isBusy(Path directory) {
        if (!Files.exists(directory.resolve(DirectoryLock.FILE))) {
            return false;
        }
        Optional<DirectoryLock> lock = DirectoryLock.tryTake(directory);
        lock.ifPresent(DirectoryLock::close);
        return lock.isEmpty();
    }

    /**
     * Deletes a temporary stack's directory, or all in it but the logs, and the lock by which
     * {@link #purge} knows it.
     */
    static void delete(Path directory, boolean keepLogs) {
        if (!keepLogs) {
            delete(directory);
            return;
        }
        for (Path inside : below(directory)) {
            if (!inside.endsWith(LOGS) && !inside.endsWith(DirectoryLock.FILE)) {
                delete(inside);
            }
        }
    }

    private static void delete(Path directory) {
        try {
            FileUtils.deleteFileOrDirectory(directory.toFile());
        } catch (IOException e) {
            throw new StackException("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }

    private StackDirectory() {}
}
