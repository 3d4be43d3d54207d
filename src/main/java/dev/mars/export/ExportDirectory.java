// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mars.lock.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an export lies: a directory for each day, and a manifest.
 *
 * <p>Whatever ends a run, a day that is there is whole: it is written in a directory of its own and
 * renamed. A day counts as written once the manifest says so; one that was renamed and is not in it
 * is written again, with the same bytes. Names that readers of data sets pass over (a leading
 * underscore) hold all that is no data. Held by one process at a time.
 */
public final class ExportDirectory implements AutoCloseable {
    private static final String MANIFEST = "_manifest.json";
    private static final String TEMPORARY = "_temporary";
    private static final String LOCK = "lock";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;
    private final Path temporary;
    private final LockFile lock;

    private ExportDirectory(Path path, LockFile lock) {
        this.path = path;
        this.temporary = path.resolve(TEMPORARY);
        this.lock = lock;
    }

    /**
     * A directory that is made if it is missing; what a run that was killed left half done is taken
     * away.
     *
     * @throws IllegalArgumentException if it holds something else than an export
     * @throws IOException if it cannot be written, or another process is writing it
     */
    public static ExportDirectory open(Path path) throws IOException {
        requireExportOrNothing(path);
        LockFile lock =
                LockFile.tryTake(path.resolve(TEMPORARY).resolve(LOCK))
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "another command is exporting to "
                                                        + path
                                                        + "; wait until it has ended"));
        ExportDirectory directory = new ExportDirectory(path, lock);
        directory.clean();
        return directory;
    }

    private static void requireExportOrNothing(Path path) throws IOException {
        if (!Files.exists(path) || Files.exists(path.resolve(MANIFEST))) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(
                    path + " is no directory; name one to export to, or one that is not there yet");
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !entry.getFileName().toString().equals(TEMPORARY))) {
                throw new IllegalArgumentException(
                        path
                                + " holds files and no "
                                + MANIFEST
                                + ", so they are of no export; choose an empty directory");
            }
        }
    }

    /** Empty if nothing was exported to it before. */
    public Optional<Manifest> manifest() throws IOException {
        Path file = path.resolve(MANIFEST);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), Manifest.class))
                : Optional.empty();
    }

    public void save(Manifest manifest) throws IOException {
        Path file = temporary.resolve(MANIFEST);
        Files.writeString(file, JSON.writeValueAsString(manifest) + "\n");
        force(file);
        Files.move(file, path.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
    }

    /** For files that nobody needs when the export has ended. */
    public Path temporary() {
        return temporary;
    }

    /** Where a day's files are written until they are all there. */
    Path begin(Day day) throws IOException {
        return Files.createDirectory(temporary.resolve(day.directory()));
    }

    /** Puts a day's files in their place, all at once; of a day without files nothing. */
    void publish(Day day) throws IOException {
        Path from = temporary.resolve(day.directory());
        List<Path> files;
        try (Stream<Path> listed = Files.list(from)) {
            files = listed.toList();
        }
        for (Path file : files) {
            force(file);
        }
        Path to = path.resolve(day.directory());
        // Only if a run was killed before the manifest said that it is written.
        delete(to);
        if (files.isEmpty()) {
            delete(from);
        } else {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A file's bytes must be on disk before its name says that they are. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void clean() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            for (Path one : left.filter(p -> !p.endsWith(LOCK)).toList()) {
                delete(one);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }

    /** Takes away what is temporary, and lets the directory go. */
    @Override
    public void close() throws IOException {
        try (lock) {
            clean();
            Files.deleteIfExists(temporary.resolve(LOCK));
            deleteIfEmpty();
        }
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(temporary);
        } catch (DirectoryNotEmptyException e) {
            // Another export has begun since the lock was deleted.
        }
    }
}
