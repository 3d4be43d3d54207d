// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;

/**
 * Pairs under an alignment. A pair of which a vector has no direction (length 0) is left out of the
 * directions.
 *
 * @param text z_t, [n x d]
 * @param image z_i, [n x d]
 * @param textDirections z_t at length 1, [m x d], m ≤ n
 * @param imageDirections z_i at length 1, in the same order
 */
record AlignedPairs(
        double[][] text,
        double[][] image,
        List<float[]> textDirections,
        List<float[]> imageDirections) {

    static AlignedPairs of(Alignment alignment, List<BaseFeatures> pairs) {
        double[][] text = new double[pairs.size()][];
        double[][] image = new double[pairs.size()][];
        List<float[]> textDirections = new ArrayList<>(pairs.size());
        List<float[]> imageDirections = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            float[] zt = alignment.text().apply(pairs.get(i).text());
            float[] zi = alignment.image().apply(pairs.get(i).image());
            text[i] = doubles(zt);
            image[i] = doubles(zi);
            float[] t = AlignedSpace.direction(zt);
            float[] u = AlignedSpace.direction(zi);
            if (t != null && u != null) {
                textDirections.add(t);
                imageDirections.add(u);
            }
        }
        return new AlignedPairs(text, image, textDirections, imageDirections);
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            doubles[k] = values[k];
        }
        return doubles;
    }
}
