// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records of a CSV file as RFC 4180 has them, in UTF-8, with or without a byte order mark. Lines
 * end with \n, \r\n or \r; blank ones are skipped, and blanks around a cell are not part of it.
 *
 * <p>Written out because every CSV library at hand needs commons-io, and the schema registry client
 * carries an older, unrelocated copy of that; which one is found depends on the class path's order.
 */
final class CsvReader implements Closeable {
    private final Path file;
    private final Reader in;
    private final char[] buffer = new char[1 << 15];
    private final StringBuilder cell = new StringBuilder();
    private int position;
    private int limit;
    private long line = 1;
    private long recordLine;

    CsvReader(Path file) throws IOException {
        this.file = file;
        // A decoder of our own, because the reader's default replaces bad bytes silently.
        in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder());
    }

    /** Replaces {@code cells} by those of the next record; false at the end of the file. */
    boolean next(List<String> cells) throws IOException {
        do {
            cells.clear();
            if (line == 1 && peek() == '\uFEFF') {
                position++;
            }
            if (peek() < 0) {
                return false;
            }
            recordLine = line;
            do {
                cells.add(peekPastBlanks() == '"' ? quoted() : plain());
            } while (readEnd() == ',');
        } while (cells.size() == 1 && cells.get(0).isEmpty());
        return true;
    }

    /** Line on which the current record begins, from 1. */
    long line() {
        return recordLine;
    }

    private String plain() throws IOException {
        cell.setLength(0);
        for (int c = peek(); c >= 0 && c != ',' && c != '\n' && c != '\r'; c = peek()) {
            cell.append((char) c);
            position++;
        }
        return cell.toString().strip();
    }

    private String quoted() throws IOException {
        long opened = line;
        cell.setLength(0);
        position++;
        while (true) {
            int c = peek();
            position++;
            if (c < 0) {
                throw new DataSetException(
                        file,
                        opened,
                        "a quote is opened and never closed; close it, or double it if it is part"
                                + " of the text");
            }
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                position++;
            }
            if (c == '\n' || c == '\r' && peek() != '\n') {
                line++;
            }
            cell.append((char) c);
        }
        int end = peekPastBlanks();
        if (end >= 0 && end != ',' && end != '\n' && end != '\r') {
            throw new DataSetException(
                    file,
                    line,
                    "text follows a closing quote; double the quotes that are part of the text");
        }
        return cell.toString();
    }

    /** Reads what ended a cell: a comma, or an end of line or file. */
    private int readEnd() throws IOException {
        int end = peek();
        if (end < 0) {
            return end;
        }
        position++;
        if (end != ',') {
            if (end == '\r' && peek() == '\n') {
                position++;
            }
            line++;
        }
        return end;
    }

    private int peekPastBlanks() throws IOException {
        while (peek() == ' ' || peek() == '\t') {
            position++;
        }
        return peek();
    }

    /** The next character, or -1 at the end. */
    private int peek() throws IOException {
        if (position >= limit) {
            try {
                limit = in.read(buffer);
            } catch (CharacterCodingException e) {
                throw new DataSetException(
                        file, "not UTF-8, somewhere after line " + line + "; save it as UTF-8", e);
            }
            position = 0;
            if (limit < 0) {
                return -1;
            }
        }
        return buffer[position];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
