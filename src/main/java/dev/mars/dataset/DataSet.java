// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.io.Closeable;
import java.util.stream.Stream;

/**
 * Users' interactions with items, and the items' features. Streams can be asked for any number of
 * times; each starts at the beginning, is sequential, holds no resource of its own and ends its
 * life with the set. One that meets an I/O error throws {@link java.io.UncheckedIOException}.
 */
public interface DataSet extends Closeable {
    /** For people: where this came from. */
    String name();

    /** Interactions that {@link #interactions} gives, or -1 if unknown. */
    long interactionCount();

    int itemCount();

    /** Users there are, also those that never act if the set knows of such, or -1 if unknown. */
    int userCount();

    /** Length of every text vector; 0 if no item has a text. */
    int textDimensions();

    /** Length of every image vector; 0 if no item has an image. */
    int imageDimensions();

    /** All interactions in {@link Interaction#ORDER}. */
    Stream<Interaction> interactions();

    /**
     * All items in index order, which need not be the order of {@link Item#effectiveFrom}. Features
     * are read as the stream goes, so that they need not fit in memory.
     */
    Stream<Item> items();

    /** Title of an item, or the id itself where there is none. */
    String title(String itemId);
}
