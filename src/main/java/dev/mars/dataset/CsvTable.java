// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A CSV file with a header, read record by record. Columns go by name, in any order. */
final class CsvTable implements Closeable {
    private final Path file;
    private final CsvReader reader;
    private final List<String> columns = new ArrayList<>();
    private final List<String> record = new ArrayList<>();

    CsvTable(Path file) throws IOException {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new DataSetException(
                    file,
                    "there is no such file; a data set is a directory with "
                            + DiskDataSet.INTERACTIONS
                            + " and "
                            + DiskDataSet.ITEMS);
        }
        reader = new CsvReader(file);
        try {
            readHeader();
        } catch (IOException e) {
            reader.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        if (!reader.next(columns)) {
            throw new DataSetException(file, "it is empty; its first line must name the columns");
        }
        for (String name : columns) {
            if (columns.indexOf(name) != columns.lastIndexOf(name)) {
                throw error("column '%s' is there twice; rename or remove one", name);
            }
        }
    }

    /** Position of a column, or -1 if the file lacks it. */
    int find(String column) {
        return columns.indexOf(column);
    }

    /** Position of a column that must be there. */
    int require(String column) throws DataSetException {
        int position = find(column);
        if (position < 0) {
            throw new DataSetException(
                    file,
                    1,
                    String.format(
                            "column '%s' is missing; the header names %s; add the column or rename"
                                    + " the one that holds it",
                            column, columns));
        }
        return position;
    }

    /** Moves on to the next record; false at the end. */
    boolean next() throws IOException {
        if (!reader.next(record)) {
            return false;
        }
        if (record.size() > columns.size()) {
            throw error(
                    "%d values for %d columns; each line must have one per column; quote a value"
                            + " that has the separator in it",
                    record.size(), columns.size());
        }
        return true;
    }

    /** Value of the current record that must not be empty. */
    String text(int column) throws DataSetException {
        String value = optional(column);
        if (value == null) {
            throw error("%s is empty; it must have a value; fill it in", columns.get(column));
        }
        return value;
    }

    /** Value of the current record, or null if it is empty or there is no such column. */
    String optional(int column) throws DataSetException {
        if (column < 0) {
            return null;
        }
        if (column >= record.size()) {
            throw error(
                    "%d values for %d columns; each line must have one per column; add what is"
                            + " missing",
                    record.size(), columns.size());
        }
        String value = record.get(column);
        return value.isEmpty() ? null : value;
    }

    /** Seconds since the epoch, as milliseconds. */
    long millis(int column) throws DataSetException {
        String value = text(column);
        OptionalLong millis = Seconds.parse(value);
        if (millis.isEmpty()) {
            throw error(
                    "%s is '%s'; %s; correct it (milliseconds: divide by 1000)",
                    columns.get(column), value, Seconds.RULE);
        }
        return millis.getAsLong();
    }

    /** A finite number, or null if it is empty or there is no such column. */
    Float number(int column) throws DataSetException {
        String value = optional(column);
        if (value == null) {
            return null;
        }
        try {
            float number = Float.parseFloat(value);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw error(
                "%s is '%s'; it must be a finite number or empty; correct it",
                columns.get(column), value);
    }

    /** An error about the current record. */
    DataSetException error(String format, Object... values) {
        return new DataSetException(file, reader.line(), String.format(format, values));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
