// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Where a {@link LocalStack} keeps its data, with those of temporary stacks below it.
 *
 * <p>It may have been chosen by hand, and a stack overwrites and deletes by name. So nothing is
 * done in a directory that has things in it and not a stack's mark: the lock, or the list of its
 * processes.
 */
public final class StackDirectory {
    private static final String LOGS = "logs";

    /** A command and the id of its process. */
    private static final Pattern TEMPORARY = Pattern.compile("[a-z]+(-[a-z]+)*-\\d+");

    /** What a stack puts into its directory. */
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
                    RunningStack.FILE,
                    RunningStack.NEXT,
                    DirectoryLock.FILE);

    /**
     * Deletes what a stack that is down has left in its directory, and in those of the temporary
     * stacks below it. The directory may have been chosen by hand: what else is in it stays.
     *
     * @return whether the directory is gone, as nothing else was in it
     * @throws StackException if it is in use, or one below it; or if it has things in it and is no
     *     stack's
     */
    public static boolean purge(Path directory) {
        if (LocalStack.find(directory).filter(RunningStack::isAnyUp).isPresent()) {
            throw new StackException(
                    "the local stack in " + directory + " is up; end it with `mars down` first");
        }
        if (!Files.exists(directory)) {
            return true;
        }
        requireStackOrNothing(directory);
        try (DirectoryLock held = DirectoryLock.take(directory)) {
            for (Path below : below(directory)) {
                if (isTemporaryStack(below)) {
                    purge(below);
                }
            }
            for (String name : OWN) {
                delete(directory.resolve(name));
            }
        }
        if (!below(directory).isEmpty()) {
            return false;
        }
        delete(directory);
        return true;
    }

    /**
     * Demands that what is in the directory, but for logs and temporary stacks, is a stack's.
     *
     * @throws StackException if it is not; nothing has been changed then
     */
    static void requireStackOrNothing(Path directory) {
        if (!Files.exists(directory) || isMarked(directory)) {
            return;
        }
        for (Path inside : below(directory)) {
            if (!inside.endsWith(LOGS) && !isTemporaryStack(inside)) {
                throw new StackException(
                        ("mars.local.directory: %s has %s in it and no %s of a local stack, which"
                                        + " overwrites and deletes what is in its directory; choose"
                                        + " one that is empty or missing with"
                                        + " -Dmars.local.directory=DIR")
                                .formatted(directory, inside.getFileName(), DirectoryLock.FILE));
            }
        }
    }

    private static boolean isMarked(Path directory) {
        return Files.isRegularFile(directory.resolve(DirectoryLock.FILE))
                || Files.isRegularFile(directory.resolve(RunningStack.FILE));
    }

    /** Whether a command made this directory for a stack of its own. */
    public static boolean isTemporaryStack(Path path) {
        return TEMPORARY.matcher(path.getFileName().toString()).matches()
                && Files.isRegularFile(path.resolve(DirectoryLock.FILE));
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
