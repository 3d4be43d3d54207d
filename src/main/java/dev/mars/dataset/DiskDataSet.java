// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A data set in a directory.
 *
 * <ul>
 *   <li>{@code interactions.csv}: columns {@code user}, {@code item}, {@code timestamp} (seconds
 *       since the epoch, up to 3 decimals), optionally {@code rating} and {@code action}; in any
 *       order.
 *   <li>{@code items.csv}: columns {@code item} and {@code title}, optionally {@code effectiveFrom}
 *       (seconds since the epoch); one line per item.
 *   <li>{@code text_feat.npy} and {@code image_feat.npy}: float32, one row per item. A row of zeros
 *       says that the item lacks this modality, a missing file that all do.
 * </ul>
 *
 * <p>Ids are any text. An item's index is its position in {@code items.csv}, and row r of a matrix
 * belongs to the item at position r, whatever its id; where ids are the integers 0, 1, 2, ... in
 * order, both readings agree. Columns beyond these are ignored.
 *
 * <p>{@link #open} checks everything but the features' values and holds interactions, ids and
 * titles in memory; features stay on disk.
 */
public final class DiskDataSet implements DataSet {
    static final String INTERACTIONS = "interactions.csv";
    static final String ITEMS = "items.csv";
    static final String TEXT = "text_feat.npy";
    static final String IMAGE = "image_feat.npy";

    private final Path directory;
    private final ItemTable items;
    private final Names users = new Names();
    private final InteractionLog interactions;
    private final Npy text;
    private final Npy image;

    /**
     * Opens the set in {@code directory}.
     *
     * @throws DataSetException if a file is missing or malformed; says which, where and what to do
     */
    public static DiskDataSet open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new DataSetException(
                    directory,
                    "there is no such directory; a data set is a directory with "
                            + INTERACTIONS
                            + " and "
                            + ITEMS);
        }
        return new DiskDataSet(directory);
    }

    private DiskDataSet(Path directory) throws IOException {
        this.directory = directory;
        items = ItemTable.read(directory.resolve(ITEMS));
        interactions = InteractionsFile.read(directory.resolve(INTERACTIONS), users, items.ids());
        text = openFeatures(TEXT);
        try {
            image = openFeatures(IMAGE);
        } catch (IOException | RuntimeException e) {
            close(text);
            throw e;
        }
    }

    private Npy openFeatures(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return null;
        }
        Npy features = Npy.open(file);
        if (features.rows() != items.size()) {
            features.close();
            throw new DataSetException(
                    file,
                    String.format(
                            "it has %d rows and %s has %d items; row r belongs to the item at"
                                    + " position r, so both must be equal; write one of them again",
                            features.rows(), ITEMS, items.size()));
        }
        return features;
    }

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public long interactionCount() {
        return interactions.size();
    }

    @Override
    public int itemCount() {
        return items.size();
    }

    @Override
    public int userCount() {
        return users.size();
    }

    @Override
    public int textDimensions() {
        return text == null ? 0 : text.columns();
    }

    @Override
    public int imageDimensions() {
        return image == null ? 0 : image.columns();
    }

    @Override
    public Stream<Interaction> interactions() {
        return interactions.stream();
    }

    @Override
    public Stream<Item> items() {
        return StreamSupport.stream(
                Spliterators.spliterator(
                        new ItemIterator(),
                        items.size(),
                        Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
                false);
    }

    @Override
    public String title(String itemId) {
        int index = items.ids().find(itemId);
        return index < 0 ? itemId : items.title(index);
    }

    @Override
    public void close() throws IOException {
        try {
            close(text);
        } finally {
            close(image);
        }
    }

    private static void close(Npy features) throws IOException {
        if (features != null) {
            features.close();
        }
    }

    private final class ItemIterator implements Iterator<Item> {
        private final Npy.Cursor texts = text == null ? null : text.cursor();
        private final Npy.Cursor images = image == null ? null : image.cursor();
        private int next;

        @Override
        public boolean hasNext() {
            return next < items.size();
        }

        @Override
        public Item next() {
            int index = next++;
            return new Item(
                    items.ids().get(index),
                    items.title(index),
                    items.effectiveFrom(index),
                    features(texts),
                    features(images));
        }

        private float[] features(Npy.Cursor cursor) {
            try {
                float[] row = cursor == null ? null : cursor.next();
                return row == null || isZero(row) ? null : row;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isZero(float[] row) {
            for (float value : row) {
                if (value != 0f) {
                    return false;
                }
            }
            return true;
        }
    }
}
