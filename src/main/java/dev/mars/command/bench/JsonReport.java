// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a benchmark's figures go. */
public final class JsonReport {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the JSON here, not to standard output.")
    private Path file;

    /**
     * Before what takes minutes or hours: whatever is wrong with the place should show at once.
     *
     * @throws IOException if nothing can be written there
     */
    void prepare() throws IOException {
        if (file != null) {
            prepare(file);
        }
    }

    /** Likewise, of a place that is given otherwise. */
    public static void prepare(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        boolean isThere = Files.exists(file);
        boolean writable =
                isThere
                        ? Files.isRegularFile(file) && Files.isWritable(file)
                        : Files.isWritable(directory);
        if (!writable) {
            throw new IOException(
                    "--report is %s, which cannot be written; name a file in a directory of yours"
                            .formatted(file));
        }
    }

    /** Whether it is a file, which figures that are there already may be written to meanwhile. */
    boolean isFile() {
        return file != null;
    }

    void write(String json, PrintWriter out) throws IOException {
        if (file == null) {
            out.println(json);
            out.flush();
        } else {
            Files.writeString(file, json + "\n");
        }
    }
}
