// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been measured so far, as JSON and as a page beside it, written anew with each figure: a
 * run that is stopped has not been for nothing.
 */
final class Report {
    private final Path file;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Report(Path file) {
        this.file = file;
    }

    void put(String name, Object figure) throws IOException {
        figures.put(name, figure);
        write();
    }

    void putAll(Map<String, Object> more) throws IOException {
        figures.putAll(more);
        write();
    }

    private void write() throws IOException {
        // A run that is killed while it writes leaves the report of before.
        Path part = Path.of(file + ".part");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(part.toFile(), figures);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        JobPage.of(figures).write(Path.of(file + ".html"));
    }
}
