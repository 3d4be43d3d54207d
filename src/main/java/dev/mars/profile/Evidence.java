// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.profile;

import dev.mars.alignment.BaseFeatures;
import java.util.Arrays;

/**
 * What a user's behaviours say about their taste: per modality the decayed, weighted sum S of base
 * vectors and the sum W of their weights (DESIGN section 8).
 *
 * <p>Both decay by the same factor, so the mean S/W does not depend on when it is read, and neither
 * does the share of the modalities in W. That is why reading never changes evidence, and only
 * {@link #add} moves its time on: the bits depend on the behaviours alone. Immutable.
 *
 * @param text S of the text, length d, or null if no behaviour met a text
 * @param textWeight W of the text at {@code time}
 * @param image S of the image, length d, or null if no behaviour met an image
 * @param imageWeight W of the image at {@code time}
 * @param time event time of the last behaviour that was added, milliseconds since the epoch
 */
public record Evidence(
        float[] text, double textWeight, float[] image, double imageWeight, long time) {
    /** A user of whom nothing is known. */
    public static final Evidence NONE = new Evidence(null, 0, null, 0, 0);

    public boolean isEmpty() {
        return text == null && image == null;
    }

    /**
     * This evidence and a behaviour at {@code at}, which is not before {@link #time}.
     *
     * @param weight of the action, above 0
     */
    public Evidence add(BaseFeatures features, double weight, long at, Decay decay) {
        if (features.isEmpty()) {
            return this;
        }
        double factor = isEmpty() ? 1 : decay.factor(at - time);
        return new Evidence(
                sum(text, features.text(), (float) factor, (float) weight),
                textWeight * factor + (features.text() == null ? 0 : weight),
                sum(image, features.image(), (float) factor, (float) weight),
                imageWeight * factor + (features.image() == null ? 0 : weight),
                at);
    }

    /** Mean base vector of the text, length d, or null. */
    public float[] textMean() {
        return mean(text, textWeight);
    }

    /** Mean base vector of the image, length d, or null. */
    public float[] imageMean() {
        return mean(image, imageWeight);
    }

    private static float[] sum(float[] sum, float[] vector, float factor, float weight) {
        if (sum == null && vector == null) {
            return null;
        }
        float[] result = new float[sum == null ? vector.length : sum.length];
        for (int i = 0; i < result.length; i++) {
            float old = sum == null ? 0f : sum[i] * factor;
            result[i] = vector == null ? old : old + weight * vector[i];
        }
        return result;
    }

    private static float[] mean(float[] sum, double weight) {
        if (sum == null || weight <= 0) {
            return null;
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / weight);
        }
        return mean;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that
                && Arrays.equals(text, that.text)
                && textWeight == that.textWeight
                && Arrays.equals(image, that.image)
                && imageWeight == that.imageWeight
                && time == that.time;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text) * 31 + Arrays.hashCode(image);
    }
}
