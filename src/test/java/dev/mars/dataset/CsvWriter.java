// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes records as {@link CsvReader} reads them. */
final class CsvWriter implements Closeable {
    private final BufferedWriter out;

    CsvWriter(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    /** Writes one record; null is an empty cell. */
    void write(Object... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            out.write(cells[i] == null ? "" : quoteIfNeeded(cells[i].toString()));
        }
        out.write('\n');
    }

    private static String quoteIfNeeded(String cell) {
        boolean plain =
                cell.equals(cell.strip())
                        && cell.chars()
                                .noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
