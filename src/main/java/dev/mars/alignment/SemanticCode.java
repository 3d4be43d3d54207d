// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * Layout of an item's semantic code: both modalities' residual-quantised base vectors in eight
 * bytes. Bits 63 and 62 say whether text and image are present, bits 55..24 hold four text levels
 * of a byte each, bits 23..0 three image levels; the first level comes first. Absent levels are 0,
 * so an item without features has code 0.
 */
public final class SemanticCode {
    public static final int TEXT_LEVELS = 4;
    public static final int IMAGE_LEVELS = 3;

    private static final long TEXT = 1L << 63;
    private static final long IMAGE = 1L << 62;

    /** Code of the given levels' centroids; null for a modality that the item lacks. */
    public static long of(int[] text, int[] image) {
        long code = 0;
        if (text != null) {
            code |= TEXT;
            for (int level = 0; level < text.length; level++) {
                code |= (long) text[level] << (48 - 8 * level);
            }
        }
        if (image != null) {
            code |= IMAGE;
            for (int level = 0; level < image.length; level++) {
                code |= (long) image[level] << (16 - 8 * level);
            }
        }
        return code;
    }

    public static boolean hasText(long code) {
        return (code & TEXT) != 0;
    }

    public static boolean hasImage(long code) {
        return (code & IMAGE) != 0;
    }

    /** Centroid of the text's given level, 0 to 255. */
    public static int text(long code, int level) {
        return (int) (code >>> (48 - 8 * level)) & 0xFF;
    }

    /** Centroid of the image's given level, 0 to 255. */
    public static int image(long code, int level) {
        return (int) (code >>> (16 - 8 * level)) & 0xFF;
    }

    private SemanticCode() {}
}
