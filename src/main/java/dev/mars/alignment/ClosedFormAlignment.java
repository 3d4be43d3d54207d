// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The alignment that needs no descent: ridge CCA where there are pairs enough for it, else a
 * whitening of each modality for itself.
 *
 * <ul>
 *   <li>{@code ridge-cca}: at least 2 d pairs, and both modalities vary over them.
 *   <li>{@code pca-whitening}: both modalities, but fewer pairs or no variance. Similarities within
 *       a modality are sound, those across modalities mean nothing.
 *   <li>{@code one-modality}: the base has one modality, which is whitened.
 * </ul>
 *
 * @param method the name above
 */
record ClosedFormAlignment(Alignment alignment, String method) {
    /**
     * @param items in base space, each with at least one modality
     * @param pairs those of the items with both that may be fitted on
     * @throws IllegalArgumentException if no item has a modality that the base has
     */
    static ClosedFormAlignment fit(
            Base base, List<BaseFeatures> items, List<BaseFeatures> pairs, double ridge) {
        if (pairs.size() >= 2 * base.dimensions()) {
            Alignment cca =
                    RidgeCca.fit(
                            pairs.stream().map(BaseFeatures::text).toList(),
                            pairs.stream().map(BaseFeatures::image).toList(),
                            ridge);
            if (cca != null) {
                return new ClosedFormAlignment(cca, "ridge-cca");
            }
        }
        Alignment whitening =
                new Alignment(
                        base.text() == null
                                ? null
                                : whitened("text", items, BaseFeatures::text, ridge),
                        base.image() == null
                                ? null
                                : whitened("image", items, BaseFeatures::image, ridge));
        boolean both = base.text() != null && base.image() != null;
        return new ClosedFormAlignment(whitening, both ? "pca-whitening" : "one-modality");
    }

    private static AffineMap whitened(
            String what,
            List<BaseFeatures> items,
            Function<BaseFeatures, float[]> modality,
            double ridge) {
        float[][] vectors =
                items.stream().map(modality).filter(Objects::nonNull).toArray(float[][]::new);
        if (vectors.length == 0) {
            throw new IllegalArgumentException(
                    "none of the "
                            + items.size()
                            + " items that are trained on has "
                            + what
                            + " features, and the base has "
                            + what
                            + ": an alignment needs some of each; sample more items"
                            + " (mars.model.sample), or train a new base");
        }
        return Whitening.of(vectors, ridge);
    }
}
