// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is gone with all that it holds when it is closed, or the JVM ends by Ctrl-C. */
public final class TemporaryDirectory implements AutoCloseable {
    /** Attempts, while other threads go on. */
    private static final int AT_EXIT = 100;

    private final Path path;
    private final Thread atExit;

    private TemporaryDirectory(Path path) {
        this.path = path;
        atExit = new Thread(this::deleteAtExit, "delete-" + path.getFileName());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @param parent null for the system's (java.io.tmpdir)
     * @param prefix of the name
     * @throws IOException if the parent is not there or takes nothing
     */
    public static TemporaryDirectory in(Path parent, String prefix) throws IOException {
        return new TemporaryDirectory(
                parent == null
                        ? Files.createTempDirectory(prefix)
                        : Files.createTempDirectory(parent, prefix));
    }

    public Path path() {
        return path;
    }

    /** A new directory within. */
    public Path sub(String name) throws IOException {
        return Files.createDirectory(path.resolve(name));
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and finds nothing to delete.
        }
    }

    /** Others may still write there, and put a file where one was deleted: so more than once. */
    private void deleteAtExit() {
        for (int attempt = 0; attempt < AT_EXIT && Files.exists(path); attempt++) {
            try {
                delete();
            } catch (UncheckedIOException e) {
                Thread.yield();
            }
        }
    }

    private void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be deleted".formatted(path), e);
        }
    }
}
