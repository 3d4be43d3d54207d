// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.util.Arrays;

/**
 * One version of an item's features as the encoders made them, valid by {@link ItemReader}.
 *
 * @param effectiveFrom behaviours from this event time on meet this version; milliseconds since the
 *     epoch, 0 or more
 * @param text finite, as long as the base's text input, or null without text
 * @param image finite, as long as the base's image input, or null without an image
 */
public record ItemFeatures(String itemId, long effectiveFrom, float[] text, float[] image) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ItemFeatures that
                && itemId.equals(that.itemId)
                && effectiveFrom == that.effectiveFrom
                && Arrays.equals(text, that.text)
                && Arrays.equals(image, that.image);
    }

    @Override
    public int hashCode() {
        return itemId.hashCode() * 31 + Long.hashCode(effectiveFrom);
    }
}
