// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

/**
 * The one space in which text and images, items and users are compared: unit vectors of d
 * dimensions. Every vector follows from base-space data by an affine map per modality, so a new
 * alignment applies to state without any history (DESIGN, law 7).
 */
public interface UnifiedSpace {
    int dimensions();

    /** Codes of some items, by which the space may be divided into cells; none by default. */
    default long[] codeSample() {
        return new long[0];
    }

    /**
     * Unified vector of an item by its semantic code: norm(norm(z_t) + norm(z_i)), or the one
     * modality that there is.
     *
     * @return a unit vector of length d, not to be changed, or null for a code without features
     */
    float[] item(long code);

    /**
     * Unified vector of a user: norm(w_t norm(z_t) + w_i norm(z_i)), where z is the image of the
     * mean base vector and w how much evidence of a modality there is.
     *
     * @param text mean base vector of the text, length d, or null
     * @param textWeight weight of the text, any common scale with {@code imageWeight}
     * @param image mean base vector of the images, length d, or null
     * @return a unit vector of length d, or null where there is nothing to go by
     */
    float[] user(float[] text, double textWeight, float[] image, double imageWeight);
}
