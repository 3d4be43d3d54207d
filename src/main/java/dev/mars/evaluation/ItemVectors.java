// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import dev.mars.alignment.XxHash;
import dev.mars.dataset.DataSet;
import dev.mars.dataset.Item;
import java.util.Locale;
import java.util.SplittableRandom;

/** What is known of an item's content. */
public enum ItemVectors {
    /** What there is. */
    REAL,
    /** The text alone. */
    TEXT,
    /** The image alone. */
    IMAGE,
    /**
     * Noise in place of each vector that there is, N(0, 1) in each dimension, the item's own and
     * always the same. Whatever remains of a lift is the doing of item identity, not of content.
     */
    RANDOM;

    /** Whether a set's items have any such. */
    public boolean isIn(DataSet data) {
        return switch (this) {
            case REAL, RANDOM -> true;
            case TEXT -> data.textDimensions() > 0;
            case IMAGE -> data.imageDimensions() > 0;
        };
    }

    public Item of(Item item, long seed) {
        return switch (this) {
            case REAL -> item;
            case TEXT -> with(item, item.text(), null);
            case IMAGE -> with(item, null, item.image());
            case RANDOM ->
                    with(
                            item,
                            noise(item.text(), seed + "/text/" + item.itemId()),
                            noise(item.image(), seed + "/image/" + item.itemId()));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Item with(Item item, float[] text, float[] image) {
        return new Item(item.itemId(), item.title(), item.effectiveFrom(), text, image);
    }

    private static float[] noise(float[] vector, String name) {
        if (vector == null) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(XxHash.of(name));
        float[] noise = new float[vector.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
