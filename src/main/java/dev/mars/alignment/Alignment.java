// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;

/**
 * The part of a model that may be swapped while a job runs: the affine maps from base space into
 * the unified space.
 *
 * @param text null if the base lacks text
 * @param image null if the base lacks images
 */
public record Alignment(AffineMap text, AffineMap image) {
    /**
     * The same directions at the scale of N(0, I): each map times the factor that makes the mean
     * squared length of z over the pairs d. Retrieval looks at directions only, so the scale is
     * free, and a Stein discrepancy that it went into would tell of the ridge, not of the shape.
     *
     * @param pairs with both modalities
     */
    Alignment atUnitScale(List<BaseFeatures> pairs) {
        return new Alignment(
                text.atUnitScale(pairs.stream().map(BaseFeatures::text).toList()),
                image.atUnitScale(pairs.stream().map(BaseFeatures::image).toList()));
    }

    /** Base space as it is, both modalities side by side. */
    static Alignment identity(int dimensions) {
        float[] matrix = new float[dimensions * dimensions];
        for (int k = 0; k < dimensions; k++) {
            matrix[k * dimensions + k] = 1;
        }
        AffineMap map = new AffineMap(matrix, new float[dimensions]);
        return new Alignment(map, map);
    }
}
