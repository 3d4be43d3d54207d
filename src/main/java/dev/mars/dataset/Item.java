// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import java.util.Arrays;
import java.util.Objects;

/**
 * An item and its features. Equal by content.
 *
 * @param title for people; the id where the set has none
 * @param effectiveFrom milliseconds since the epoch; 0 unless the set says otherwise
 * @param text vector of the text as its encoder produced it, or null
 * @param image vector of the image as its encoder produced it, or null
 */
public record Item(String itemId, String title, long effectiveFrom, float[] text, float[] image) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Item that
                && itemId.equals(that.itemId)
                && title.equals(that.title)
                && effectiveFrom == that.effectiveFrom
                && Arrays.equals(text, that.text)
                && Arrays.equals(image, that.image);
    }

    @Override
    public int hashCode() {
        return Objects.hash(itemId, effectiveFrom);
    }
}
