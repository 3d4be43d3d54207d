// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is measured of an alignment on held-out pairs.
 *
 * <p>KSD² is that of a modality's vectors against N(0, I), as they are; the gaps, the probe and the
 * recall look at directions only, as retrieval does.
 */
public enum Measure {
    KSD_RBF_TEXT("ksd2.rbf.text", "KSD² of the text, Gaussian kernel, h² = d"),
    P_RBF_TEXT("p.rbf.text", "its bootstrap p-value"),
    KSD_RBF_IMAGE("ksd2.rbf.image", "KSD² of the images, Gaussian kernel, h² = d"),
    P_RBF_IMAGE("p.rbf.image", "its bootstrap p-value"),
    KSD_IMQ_TEXT("ksd2.imq.text", "KSD² of the text, inverse multiquadric, c = 1"),
    P_IMQ_TEXT("p.imq.text", "its bootstrap p-value"),
    KSD_IMQ_IMAGE("ksd2.imq.image", "KSD² of the images, inverse multiquadric, c = 1"),
    P_IMQ_IMAGE("p.imq.image", "its bootstrap p-value"),
    CENTROID_GAP("gap.centroid", "distance of the modalities' centroids, 0 to 2"),
    RELATIVE_GAP("gap.relative", "relative modality gap: partners against strangers, 0 to 1"),
    PROBE("probe.accuracy", "accuracy of a linear probe for the modality, 0.5 = no gap"),
    RECALL_1_TEXT("recall@1.textToImage", "text finds its image first"),
    RECALL_1_IMAGE("recall@1.imageToText", "image finds its text first"),
    RECALL_10_TEXT("recall@10.textToImage", "text finds its image among ten"),
    RECALL_10_IMAGE("recall@10.imageToText", "image finds its text among ten");

    private final String key;
    private final String meaning;

    Measure(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    /** Its name in tables and in a model's quality. */
    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }

    /** Variants' measures by key, in the same order. */
    static Map<String, Map<String, Double>> byKey(Map<String, Map<Measure, Double>> variants) {
        Map<String, Map<String, Double>> table = new LinkedHashMap<>();
        variants.forEach(
                (variant, values) -> {
                    Map<String, Double> row = new LinkedHashMap<>();
                    values.forEach((measure, value) -> row.put(measure.key(), value));
                    table.put(variant, row);
                });
        return table;
    }
}
