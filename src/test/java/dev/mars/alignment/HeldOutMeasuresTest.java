// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is measured of spaces whose answer is known. If one of these fails, the gate lets a model
 * pass, or refuses one, for something that is not so.
 */
class HeldOutMeasuresTest {
    private static final int D = 8;
    private static final int N = 600;
    private static final Alignment AS_IT_IS = Alignment.identity(D);

    /** Two vectors of each pair; image = share * text + rest * noise + shift. */
    private static List<BaseFeatures> pairs(double share, double shift) {
        Random random = new Random(1);
        double rest = Math.sqrt(1 - share * share);
        List<BaseFeatures> pairs = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            float[] text = PlantedItems.gaussianVector(random, D);
            float[] image = PlantedItems.gaussianVector(random, D);
            for (int k = 0; k < D; k++) {
                image[k] = (float) (share * text[k] + rest * image[k] + shift);
            }
            pairs.add(new BaseFeatures(text, image, 0));
        }
        return pairs;
    }

    /** z = scale p + shift. */
    private static AffineMap map(float scale, float shift) {
        float[] matrix = new float[D * D];
        float[] bias = new float[D];
        for (int k = 0; k < D; k++) {
            matrix[k * D + k] = scale;
            bias[k] = shift;
        }
        return new AffineMap(matrix, bias);
    }

    private static Map<Measure, Double> measure(double share, double shift) {
        return HeldOutMeasures.of(AS_IT_IS, pairs(share, shift), 1);
    }

    @Test
    void partnersThatAreOneHaveNoGap() {
        Map<Measure, Double> values = measure(1, 0);
        assertThat(values.get(Measure.CENTROID_GAP)).isCloseTo(0, within(1e-6));
        assertThat(values.get(Measure.RELATIVE_GAP)).isCloseTo(0, within(1e-6));
        assertThat(values.get(Measure.PROBE)).isCloseTo(0.5, within(0.001));
        assertThat(values.get(Measure.RECALL_1_TEXT)).isEqualTo(1);
        assertThat(values.get(Measure.RECALL_1_IMAGE)).isEqualTo(1);
        assertThat(values.get(Measure.P_RBF_TEXT)).isGreaterThan(0.05);
        assertThat(values.get(Measure.P_IMQ_TEXT)).isGreaterThan(0.05);
    }

    @Test
    void strangersAreAtChance() {
        Map<Measure, Double> values = measure(0, 0);
        assertThat(values.get(Measure.RELATIVE_GAP)).isCloseTo(0.5, within(0.02));
        assertThat(values.get(Measure.PROBE)).isCloseTo(0.5, within(0.08));
        assertThat(values.get(Measure.RECALL_10_TEXT)).isCloseTo(10.0 / N, within(0.02));
        assertThat(values.get(Measure.RECALL_10_IMAGE)).isCloseTo(10.0 / N, within(0.02));
    }

    /** A shift of one modality is the gap itself: every measure of it must see it. */
    @Test
    void aShiftedModalityIsSeen() {
        Map<Measure, Double> values = measure(0.9, 2);
        assertThat(values.get(Measure.CENTROID_GAP)).isGreaterThan(0.7);
        assertThat(values.get(Measure.RELATIVE_GAP)).isGreaterThan(0.4);
        assertThat(values.get(Measure.PROBE)).isGreaterThan(0.9);
        assertThat(values.get(Measure.KSD_RBF_IMAGE)).isGreaterThan(0.5);
        assertThat(values.get(Measure.P_RBF_IMAGE)).isLessThan(0.01);
        assertThat(values.get(Measure.P_IMQ_IMAGE)).isLessThan(0.01);
        assertThat(values.get(Measure.P_RBF_TEXT)).isGreaterThan(0.05);
    }

    @Test
    void pairsWithoutADirectionAreMisses() {
        float[] nothing = new float[D * D];
        AffineMap zero = new AffineMap(nothing, new float[D]);
        Map<Measure, Double> values = HeldOutMeasures.of(new Alignment(zero, zero), pairs(1, 0), 1);
        assertThat(values.get(Measure.RECALL_10_TEXT)).isZero();
        assertThat(values).doesNotContainKey(Measure.CENTROID_GAP);
        assertThat(values.values()).allMatch(Double::isFinite);
    }

    /** The scale is free: were it measured, a ridge would look like a bias. */
    @Test
    void unitScaleKeepsDirections() {
        List<BaseFeatures> pairs = pairs(0.5, 0);
        Alignment scaled = new Alignment(map(0.01f, 0), map(0.01f, 0)).atUnitScale(pairs);
        Map<Measure, Double> before = HeldOutMeasures.of(AS_IT_IS, pairs, 1);
        Map<Measure, Double> after = HeldOutMeasures.of(scaled, pairs, 1);
        for (Measure measure : Measure.values()) {
            assertThat(after.get(measure))
                    .as(measure.key())
                    .isCloseTo(before.get(measure), within(0.05));
        }
    }

    @Test
    void theGateAsksForAll() {
        Map<Measure, Double> good = measure(0.9, 0);
        assertThat(refusals(good, good)).isEmpty();
        // Plain whitening: no discrepancy, no gap, and no partner found.
        Map<Measure, Double> whitened = measure(0, 0);
        assertThat(refusals(good, whitened)).allMatch(reason -> reason.startsWith("recall@10 is"));
        assertThat(refusals(good, whitened).toString()).contains("CCA's").contains("chance");
        // CCA finds none either.
        assertThat(refusals(whitened, whitened)).singleElement().asString().contains("chance");
        // Partners found, but elsewhere.
        assertThat(refusals(good, measure(0.999, 3)).toString())
                .contains("ksd2.rbf.image is")
                .contains("gap.centroid is");
    }

    private static List<String> refusals(Map<Measure, Double> cca, Map<Measure, Double> model) {
        List<BaseFeatures> pairs = pairs(0, 0);
        Map<Measure, Double> base =
                HeldOutMeasures.of(new Alignment(map(2, 0), map(2, 2)), pairs, 1);
        return AcceptanceGate.refusals(base, cca, model, pairs.size());
    }
}
