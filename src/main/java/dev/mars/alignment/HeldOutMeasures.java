// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Every {@link Measure} of an alignment on held-out pairs. KSD² looks at the first {@value
 * #STEIN_POINTS} of them, since its bootstrap costs the square.
 */
final class HeldOutMeasures {
    private static final int STEIN_POINTS = 1_000;
    private static final int REPLICATES = 1_000;

    private static final Map<Measure, Measure> P_VALUES =
            Map.of(
                    Measure.KSD_RBF_TEXT, Measure.P_RBF_TEXT,
                    Measure.KSD_RBF_IMAGE, Measure.P_RBF_IMAGE,
                    Measure.KSD_IMQ_TEXT, Measure.P_IMQ_TEXT,
                    Measure.KSD_IMQ_IMAGE, Measure.P_IMQ_IMAGE);

    /**
     * @param heldOut pairs, at least 2
     * @param seed of the bootstrap
     */
    static Map<Measure, Double> of(Alignment alignment, List<BaseFeatures> heldOut, long seed) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        AlignedPairs pairs = AlignedPairs.of(alignment, heldOut);
        stein(pairs)
                .forEach(
                        (measure, discrepancy) -> {
                            values.put(measure, discrepancy.squared());
                            values.put(P_VALUES.get(measure), discrepancy.pValue(REPLICATES, seed));
                        });

        List<float[]> text = pairs.textDirections();
        List<float[]> image = pairs.imageDirections();
        if (text.size() >= 2) {
            ModalityGap gap = ModalityGap.of(text, image);
            values.put(Measure.CENTROID_GAP, gap.centroid());
            values.put(Measure.RELATIVE_GAP, gap.relative());
            values.put(Measure.PROBE, ModalityProbe.accuracy(text, image));
        }
        // A pair without directions is a miss.
        double share = (double) text.size() / heldOut.size();
        CrossModalRecall fromText = CrossModalRecall.of(text, image);
        CrossModalRecall fromImage = CrossModalRecall.of(image, text);
        values.put(Measure.RECALL_1_TEXT, share * fromText.at(1));
        values.put(Measure.RECALL_1_IMAGE, share * fromImage.at(1));
        values.put(Measure.RECALL_10_TEXT, share * fromText.at(10));
        values.put(Measure.RECALL_10_IMAGE, share * fromImage.at(10));
        return values;
    }

    /** The first {@value #STEIN_POINTS} pairs' KSD² alone, without its test. */
    static Map<Measure, Double> discrepancies(Alignment alignment, List<BaseFeatures> pairs) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        List<BaseFeatures> first = pairs.subList(0, Math.min(pairs.size(), STEIN_POINTS));
        stein(AlignedPairs.of(alignment, first))
                .forEach((measure, discrepancy) -> values.put(measure, discrepancy.squared()));
        return values;
    }

    private static Map<Measure, SteinDiscrepancy> stein(AlignedPairs pairs) {
        RadialKernel rbf = RadialKernel.rbf(pairs.text()[0].length);
        RadialKernel imq = RadialKernel.imq(1);
        Map<Measure, SteinDiscrepancy> stein = new EnumMap<>(Measure.class);
        stein.put(Measure.KSD_RBF_TEXT, discrepancy(rbf, pairs.text()));
        stein.put(Measure.KSD_RBF_IMAGE, discrepancy(rbf, pairs.image()));
        stein.put(Measure.KSD_IMQ_TEXT, discrepancy(imq, pairs.text()));
        stein.put(Measure.KSD_IMQ_IMAGE, discrepancy(imq, pairs.image()));
        return stein;
    }

    private static SteinDiscrepancy discrepancy(RadialKernel kernel, double[][] z) {
        double[][] points = z.length <= STEIN_POINTS ? z : Arrays.copyOf(z, STEIN_POINTS);
        return new SteinDiscrepancy(new SteinKernel(kernel, Score.STANDARD_NORMAL), points);
    }

    private HeldOutMeasures() {}
}
