// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code interactions.csv} into an {@link InteractionLog}. */
final class InteractionsFile {
    /** The reader keeps an action in two bytes. */
    private static final int MAX_ACTIONS = Short.MAX_VALUE;

    static InteractionLog read(Path file, Names users, Names items) throws IOException {
        try (CsvTable csv = new CsvTable(file)) {
            int user = csv.require("user");
            int item = csv.require("item");
            int timestamp = csv.require("timestamp");
            int action = csv.find("action");
            int rating = csv.find("rating");
            Names actions = new Names();
            InteractionLog log =
                    new InteractionLog(
                            users, items, actions, countLines(file), action >= 0, rating >= 0);
            while (csv.next()) {
                log.add(
                        users.intern(csv.text(user)),
                        knownItem(csv, item, items),
                        csv.millis(timestamp),
                        knownAction(csv, action, actions),
                        csv.number(rating));
            }
            log.sort();
            return log;
        }
    }

    private static int knownItem(CsvTable csv, int column, Names items) throws DataSetException {
        String id = csv.text(column);
        int number = items.find(id);
        if (number < 0) {
            throw csv.error(
                    "item is '%s'; it must be one of the %d items of %s; add it there or remove the"
                            + " line",
                    id, items.size(), DiskDataSet.ITEMS);
        }
        return number;
    }

    private static Integer knownAction(CsvTable csv, int column, Names actions)
            throws DataSetException {
        String action = csv.optional(column);
        if (action == null) {
            return null;
        }
        int number = actions.intern(action);
        if (number >= MAX_ACTIONS) {
            throw csv.error(
                    "action '%s' is the %dth different one; there must be fewer; does the column"
                            + " hold actions?",
                    action, number + 1);
        }
        return number;
    }

    /** An upper bound of the records, so that columns are allocated once and at their size. */
    private static int countLines(Path file) throws IOException {
        long lines = 1;
        byte previous = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    boolean ends = buffer[i] == '\n' && previous != '\r' || buffer[i] == '\r';
                    lines += ends ? 1 : 0;
                    previous = buffer[i];
                }
            }
        }
        if (lines > Integer.MAX_VALUE - 8) {
            throw new DataSetException(
                    file,
                    "it has " + lines + " lines; at most 2,147,483,639 can be read; split it");
        }
        return (int) lines;
    }

    private InteractionsFile() {}
}
