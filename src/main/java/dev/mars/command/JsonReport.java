// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a benchmark's figures go. */
final class JsonReport {
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
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
                throw new IOException(
                        "--report is %s, which cannot be written; name a file".formatted(file));
            }
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
