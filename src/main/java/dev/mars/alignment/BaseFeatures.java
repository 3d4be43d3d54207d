// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * One item version's features in base space.
 *
 * @param text base vector of the text, length d, or null without text
 * @param image base vector of the image, length d, or null without an image
 * @param code semantic code of both, see {@link SemanticCode}; 0 without features
 */
public record BaseFeatures(float[] text, float[] image, long code) {
    /** An item that nothing is known of but its id. */
    public static final BaseFeatures NONE = new BaseFeatures(null, null, 0);

    public boolean isEmpty() {
        return text == null && image == null;
    }

    /** Whether both modalities are there. */
    boolean isPair() {
        return text != null && image != null;
    }
}
