// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The descent on pairs that share a latent vector. */
class AlignmentDescentTest {
    private static final int D = 8;
    private static final DescentSettings SETTINGS = settings(120, 5e-3);
    private static final List<BaseFeatures> PAIRS = pairs(400);
    private static final Alignment START = new Alignment(identity(), identity());

    /** The trained model must be better than the one it began with. */
    @Test
    void theLossFalls() {
        List<LossPoint> curve = curve(new Objective(1, 1, 1, 0.1, false));
        assertThat(curve.get(curve.size() - 1).contrastive())
                .isLessThan(0.5 * curve.get(0).contrastive());
        assertThat(weighted(curve.get(curve.size() - 1), 1, 1, 1))
                .isLessThan(0.5 * weighted(curve.get(0), 1, 1, 1));
    }

    /** In the sum a term that is lost may hide behind the others; trained for alone, it may not. */
    @Test
    void everyTermFallsByItself() {
        for (int term = 0; term < 3; term++) {
            double c = term == 0 ? 1 : 0;
            double m = term == 1 ? 1 : 0;
            double k = term == 2 ? 1 : 0;
            List<LossPoint> curve = curve(new Objective(c, m, k, 0.1, false));
            assertThat(weighted(curve.get(curve.size() - 1), c, m, k))
                    .as("term %d", term)
                    .isLessThan(0.5 * weighted(curve.get(0), c, m, k));
        }
    }

    /** The same topic must give the same model on every machine. */
    @Test
    void dependsOnTheSeedAndNotOnThreads() throws Exception {
        AlignmentDescent once = run(SETTINGS, 1);
        assertThat(run(SETTINGS, 2).alignment()).isNotEqualTo(once.alignment());
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> run(SETTINGS, 1)).get()).isEqualTo(once);
            } finally {
                pool.shutdown();
            }
        }
    }

    /** The curve is read as a plot: steps ascend, the last is the end, and 60 points are enough. */
    @Test
    void theCurveEndsAtTheLastStep() {
        for (int steps : new int[] {1, 7, 61, 130}) {
            List<Long> told = new ArrayList<>();
            List<LossPoint> curve =
                    AlignmentDescent.run(
                                    PAIRS,
                                    START,
                                    Objective.of(settings(steps, 5e-3)),
                                    settings(steps, 5e-3),
                                    1,
                                    (what, done, total) -> told.add(done))
                            .curve();
            assertThat(curve).hasSizeBetween(1, 66);
            assertThat(curve.get(curve.size() - 1).step()).isEqualTo(steps);
            assertThat(curve).extracting(LossPoint::step).isSorted().doesNotHaveDuplicates();
            assertThat(told).hasSameSizeAs(curve);
        }
    }

    /** Without steps the start must come through as it is. */
    @Test
    void noStepsChangeNothing() {
        AlignmentDescent none = run(settings(0, 5e-3), 1);
        assertThat(none.alignment()).isEqualTo(START);
        assertThat(none.curve()).isEmpty();
    }

    /** A first step of Adam is as long as the rate, against the sign of the gradient. */
    @Test
    void theFirstStepIsAsLongAsTheRate() {
        float[] before = START.text().bias();
        float[] after = run(settings(1, 1e-3), 1).alignment().text().bias();
        for (int k = 0; k < D; k++) {
            assertThat(Math.abs(after[k] - before[k])).isCloseTo(1e-3f, within(1e-6f));
        }
    }

    /** Published, NaN or infinity would empty every user's sequence: there must be no alignment. */
    @Test
    void aTrainingThatDivergesGivesNoAlignment() {
        // Too large for a float at the end; then for a double on the way.
        for (double rate : new double[] {1e60, 1e200}) {
            AlignmentDescent diverged = run(settings(120, rate), 1);
            assertThat(diverged.alignment()).isNull();
            assertThat(diverged.curve())
                    .allMatch(p -> Double.isFinite(p.match() + p.contrastive() + p.steinText()));
        }
    }

    private static AlignmentDescent run(DescentSettings settings, long seed) {
        return AlignmentDescent.run(
                PAIRS, START, Objective.of(settings), settings, seed, TrainingProgress.SILENT);
    }

    private static List<LossPoint> curve(Objective objective) {
        return AlignmentDescent.run(
                        PAIRS, START, objective, settings(400, 1e-2), 1, TrainingProgress.SILENT)
                .curve();
    }

    private static double weighted(LossPoint loss, double c, double m, double k) {
        return c * loss.contrastive()
                + m * loss.match()
                + k * (loss.steinText() + loss.steinImage());
    }

    private static DescentSettings settings(int steps, double rate) {
        return new DescentSettings(steps, 64, rate, 0.1, 1, 1);
    }

    /** The planted items in a base of each modality. */
    private static List<BaseFeatures> pairs(int count) {
        List<TrainingItem> items = PlantedItems.pairs(count, 11);
        return TrainingData.of(
                        items,
                        null,
                        new TrainingSettings(D, 1, count, 0.1),
                        TrainingProgress.SILENT)
                .features();
    }

    /** With some noise, so that nothing is exactly 0. */
    private static AffineMap identity() {
        float[] matrix = PlantedItems.gaussianVector(new Random(3), D * D);
        for (int i = 0; i < D * D; i++) {
            matrix[i] = 0.1f * matrix[i] + (i % (D + 1) == 0 ? 1 : 0);
        }
        return new AffineMap(matrix, new float[D]);
    }
}
