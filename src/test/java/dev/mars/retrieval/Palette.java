// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import dev.mars.alignment.UnifiedSpace;
import java.util.Random;

/**
 * A unified space for small worlds: a few seeded unit vectors, of which codes share some, so that
 * ties are frequent; opposite vectors, so that cosines of -1 occur, too. Another seed is another
 * alignment. Codes that are multiples of 5 have no vector.
 */
record Palette(int dimensions, long seed) implements UnifiedSpace {
    private static final int COLOURS = 7;

    @Override
    public float[] item(long code) {
        return code % 5 == 0 ? null : colour(Long.remainderUnsigned(code, COLOURS));
    }

    @Override
    public float[] user(float[] text, double textWeight, float[] image, double imageWeight) {
        if (text == null && image == null) {
            return null;
        }
        float[] sum = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sum[i] += text == null ? 0 : (float) textWeight * text[i];
            sum[i] += image == null ? 0 : (float) imageWeight * image[i];
            sum[i] += 0.5f * colour(1)[i];
        }
        return unit(sum);
    }

    private float[] colour(long number) {
        Random random = new Random(seed * 31 + number / 2);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) random.nextGaussian() * (number % 2 == 0 ? 1 : -1);
        }
        return unit(vector);
    }

    static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(squares));
        }
        return unit;
    }
}
