// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Writes any data set in the form that {@link DiskDataSet} reads, as a stream. */
final class DataSetWriter {
    static void write(DataSet set, Path directory) throws IOException {
        Files.createDirectories(directory);
        writeInteractions(set, directory.resolve(DiskDataSet.INTERACTIONS));
        try (CsvWriter items = new CsvWriter(directory.resolve(DiskDataSet.ITEMS));
                NpyWriter text =
                        features(directory.resolve(DiskDataSet.TEXT), set, set.textDimensions());
                NpyWriter image =
                        features(
                                directory.resolve(DiskDataSet.IMAGE), set, set.imageDimensions())) {
            items.write("item", "title", "effectiveFrom");
            for (Iterator<Item> all = set.items().iterator(); all.hasNext(); ) {
                Item item = all.next();
                items.write(item.itemId(), item.title(), Seconds.format(item.effectiveFrom()));
                if (text != null) {
                    text.write(item.text());
                }
                if (image != null) {
                    image.write(item.image());
                }
            }
        }
    }

    private static void writeInteractions(DataSet set, Path file) throws IOException {
        try (CsvWriter interactions = new CsvWriter(file)) {
            interactions.write("user", "item", "timestamp", "rating", "action");
            for (Iterator<Interaction> all = set.interactions().iterator(); all.hasNext(); ) {
                Interaction interaction = all.next();
                interactions.write(
                        interaction.userId(),
                        interaction.itemId(),
                        Seconds.format(interaction.eventTime()),
                        interaction.rating(),
                        interaction.action());
            }
        }
    }

    /** A writer of one row per item, or null for no dimensions, which leaves no file behind. */
    private static NpyWriter features(Path file, DataSet set, int dimensions) throws IOException {
        Files.deleteIfExists(file);
        return dimensions == 0 ? null : new NpyWriter(file, set.itemCount(), dimensions);
    }

    private DataSetWriter() {}
}
