// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for what nobody needs when the JVM has ended.
 *
 * <p>The files that it gives have no name from the moment they are made, so their space is free
 * again however the JVM ends, by SIGKILL too. What others put into it, and the directory itself,
 * goes when it is closed or the JVM ends by Ctrl-C.
 */
public final class TemporaryDirectory implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final Thread atExit;
    private final List<FileChannel> files = new ArrayList<>();
    private long made;

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

    /** A new file to write and read, which is gone when it is closed, or the directory is. */
    FileChannel file() throws IOException {
        files.removeIf(file -> !file.isOpen());
        // On Unix the JDK deletes such a file as soon as it is open, not only when it is closed.
        FileChannel file =
                FileChannel.open(
                        path.resolve("file-" + made++),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        files.add(file);
        return file;
    }

    @Override
    public void close() {
        try {
            for (FileChannel file : files) {
                file.close();
            }
            delete();
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be deleted".formatted(path), e);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and finds nothing to delete.
        }
    }

    /** Others may still write there, and delete: what they leave in the end is left. */
    private void deleteAtExit() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                delete();
                return;
            } catch (IOException e) {
                // Nobody is left to be told.
            }
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
