// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How well semantic codes stand for their items:
 *
 * <ul>
 *   <li>{@code quantisationError.text}, {@code .image}: the share of the squared length of base
 *       vectors that the codes lose, 0 to 1
 *   <li>{@code codeCosine}: mean cosine between items' unified vectors by features and by code, 0
 *       where no item has a direction
 * </ul>
 */
final class CodeQuality {
    static void measure(
            Base base,
            Alignment alignment,
            List<BaseFeatures> features,
            Map<String, Double> quality) {
        if (base.text() != null) {
            quality.put("quantisationError.text", error(base.text(), features, BaseFeatures::text));
        }
        if (base.image() != null) {
            quality.put(
                    "quantisationError.image", error(base.image(), features, BaseFeatures::image));
        }
        quality.put("codeCosine", cosine(new AlignedSpace(base, alignment), features));
    }

    private static double error(
            ModalityBase base,
            List<BaseFeatures> features,
            Function<BaseFeatures, float[]> modality) {
        double lost = 0;
        double all = 0;
        for (float[] vector : features.stream().map(modality).filter(Objects::nonNull).toList()) {
            float[] decoded = base.decode(base.encode(vector));
            for (int k = 0; k < vector.length; k++) {
                double error = (double) vector[k] - decoded[k];
                lost += error * error;
                all += (double) vector[k] * vector[k];
            }
        }
        return all > 0 ? lost / all : 0;
    }

    private static double cosine(UnifiedSpace space, List<BaseFeatures> features) {
        double sum = 0;
        int count = 0;
        for (BaseFeatures item : features) {
            float[] exact = space.user(item.text(), 1, item.image(), 1);
            float[] coded = space.item(item.code());
            if (exact != null && coded != null) {
                for (int k = 0; k < exact.length; k++) {
                    sum += (double) exact[k] * coded[k];
                }
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private CodeQuality() {}
}
