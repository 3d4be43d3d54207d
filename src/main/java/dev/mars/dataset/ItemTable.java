// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code items.csv} says, all but the features: ids, titles and times by item index. */
final class ItemTable {
    private final Names ids = new Names();
    private final List<String> titles = new ArrayList<>();

    /** Empty when the file has no such column. */
    private long[] effectiveFrom = {};

    static ItemTable read(Path file) throws IOException {
        ItemTable table = new ItemTable();
        try (CsvTable csv = new CsvTable(file)) {
            int item = csv.require("item");
            int title = csv.require("title");
            int effectiveFrom = csv.find("effectiveFrom");
            while (csv.next()) {
                String id = csv.text(item);
                int index = table.ids.intern(id);
                if (index < table.titles.size()) {
                    throw csv.error(
                            "item '%s' is there already, as item %d of the file; each must have one"
                                    + " line; remove one",
                            id, index + 1);
                }
                String name = csv.optional(title);
                table.titles.add(name == null ? id : name);
                if (csv.optional(effectiveFrom) != null) {
                    table.setEffectiveFrom(index, csv.millis(effectiveFrom));
                }
            }
        }
        if (table.size() == 0) {
            throw new DataSetException(file, "it has no items; add one line for each");
        }
        return table;
    }

    private void setEffectiveFrom(int index, long millis) {
        if (index >= effectiveFrom.length) {
            effectiveFrom = Arrays.copyOf(effectiveFrom, Math.max(1024, 2 * index));
        }
        effectiveFrom[index] = millis;
    }

    int size() {
        return ids.size();
    }

    Names ids() {
        return ids;
    }

    String title(int index) {
        return titles.get(index);
    }

    /** Milliseconds since the epoch, 0 unless the file says otherwise. */
    long effectiveFrom(int index) {
        return index < effectiveFrom.length ? effectiveFrom[index] : 0;
    }

    private ItemTable() {}
}
