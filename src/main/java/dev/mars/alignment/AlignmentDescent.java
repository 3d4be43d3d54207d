// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Trains the two affine maps by descent on the {@link Objective}, from an alignment to start at.
 *
 * <p>Each step takes the next batch of a shuffle of the pairs, and shuffles again when too few are
 * left. The random numbers depend on the seed alone and the arithmetic on neither threads nor
 * machine, so the same pairs in the same order give the same bits. A loss that is no longer finite
 * ends the training: there is then no alignment, rather than one of NaN.
 *
 * @param alignment null if the training diverged
 * @param curve the loss, {@value #POINTS} points or fewer
 */
record AlignmentDescent(Alignment alignment, List<LossPoint> curve) {
    private static final int POINTS = 60;

    /** Few pairs are learnt before the steps are done; going on would only cost time. */
    private static final int PASSES = 100;

    /**
     * @param pairs with both modalities, at least 2
     * @param start both maps
     */
    static AlignmentDescent run(
            List<BaseFeatures> pairs,
            Alignment start,
            Objective objective,
            DescentSettings settings,
            long seed,
            TrainingProgress progress) {
        MovingMap text = new MovingMap(start.text());
        MovingMap image = new MovingMap(start.image());
        int batch = Math.min(settings.batch(), pairs.size());
        int steps = (int) Math.min(settings.steps(), (long) PASSES * pairs.size() / batch);
        int every = Math.max(1, steps / POINTS);
        var order = new Shuffle(pairs.size(), new SplittableRandom(XxHash.of(seed + "/descent")));
        List<LossPoint> curve = new ArrayList<>();
        LossSum sum = new LossSum();
        for (int step = 0; step < steps; step++) {
            int[] drawn = order.next(batch);
            DMatrixRMaj t = text.read(pairs, drawn, true);
            DMatrixRMaj i = image.read(pairs, drawn, false);
            DMatrixRMaj byText = new DMatrixRMaj(t.numRows, t.numCols);
            DMatrixRMaj byImage = new DMatrixRMaj(t.numRows, t.numCols);
            LossPoint loss = objective.at(t, i, byText, byImage);
            if (!sum.add(loss)) {
                return new AlignmentDescent(null, curve);
            }
            double done = (double) step / steps;
            double rate = settings.learningRate() * (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
            text.step(byText, rate);
            image.step(byImage, rate);
            if ((step + 1) % every == 0 || step + 1 == steps) {
                curve.add(sum.mean(step + 1));
                sum = new LossSum();
                progress.step("descent", step + 1, steps);
            }
        }
        AffineMap textMap = text.map();
        AffineMap imageMap = image.map();
        return new AlignmentDescent(
                textMap == null || imageMap == null ? null : new Alignment(textMap, imageMap),
                curve);
    }

    /** One modality's map while it is trained. */
    private static final class MovingMap {
        private final int d;
        private final DMatrixRMaj matrix;
        private final double[] bias;
        private final Adam matrixAdam;
        private final Adam biasAdam;
        private DMatrixRMaj inputs;

        MovingMap(AffineMap start) {
            d = start.dimensions();
            matrix = new DMatrixRMaj(d, d);
            bias = new double[d];
            for (int i = 0; i < d * d; i++) {
                matrix.data[i] = start.matrix()[i];
            }
            for (int k = 0; k < d; k++) {
                bias[k] = start.bias()[k];
            }
            matrixAdam = new Adam(d * d);
            biasAdam = new Adam(d);
        }

        /** The drawn pairs' vectors of this modality under the map, [n x d]. */
        DMatrixRMaj read(List<BaseFeatures> pairs, int[] drawn, boolean ofText) {
            inputs = new DMatrixRMaj(drawn.length, d);
            DMatrixRMaj z = new DMatrixRMaj(drawn.length, d);
            for (int i = 0; i < drawn.length; i++) {
                BaseFeatures pair = pairs.get(drawn[i]);
                float[] p = ofText ? pair.text() : pair.image();
                for (int k = 0; k < d; k++) {
                    inputs.data[i * d + k] = p[k];
                }
            }
            CommonOps_DDRM.multTransB(inputs, matrix, z);
            for (int i = 0; i < drawn.length; i++) {
                for (int k = 0; k < d; k++) {
                    z.data[i * d + k] += bias[k];
                }
            }
            return z;
        }

        /** A step against the gradient by the vectors that were read last. */
        void step(DMatrixRMaj byVector, double rate) {
            DMatrixRMaj byMatrix = new DMatrixRMaj(d, d);
            CommonOps_DDRM.multTransA(byVector, inputs, byMatrix);
            double[] byBias = new double[d];
            for (int i = 0; i < byVector.numRows; i++) {
                for (int k = 0; k < d; k++) {
                    byBias[k] += byVector.data[i * d + k];
                }
            }
            matrixAdam.step(matrix.data, byMatrix.data, rate);
            biasAdam.step(bias, byBias, rate);
        }

        /** Null if a value is too large for a float. */
        AffineMap map() {
            float[] values = new float[d * d];
            float[] shifts = new float[d];
            for (int i = 0; i < d * d; i++) {
                values[i] = (float) matrix.data[i];
            }
            for (int k = 0; k < d; k++) {
                shifts[k] = (float) bias[k];
            }
            boolean finite = Finite.firstNotFinite(values) < 0 && Finite.firstNotFinite(shifts) < 0;
            return finite ? new AffineMap(values, shifts) : null;
        }
    }

    /** Batches without repetition, until too few are left for another. */
    private static final class Shuffle {
        private final int[] order;
        private final SplittableRandom random;
        private int at;

        Shuffle(int size, SplittableRandom random) {
            order = new int[size];
            for (int i = 0; i < size; i++) {
                order[i] = i;
            }
            this.random = random;
            this.at = size;
        }

        int[] next(int count) {
            if (at + count > order.length) {
                for (int i = order.length - 1; i > 0; i--) {
                    int j = random.nextInt(i + 1);
                    int other = order[i];
                    order[i] = order[j];
                    order[j] = other;
                }
                at = 0;
            }
            int[] drawn = new int[count];
            System.arraycopy(order, at, drawn, 0, count);
            at += count;
            return drawn;
        }
    }

    /** The loss since the last point of the curve. */
    private static final class LossSum {
        private int count;
        private double contrastive;
        private double match;
        private double steinText;
        private double steinImage;

        /** False if the loss is not finite. */
        boolean add(LossPoint loss) {
            count++;
            contrastive += loss.contrastive();
            match += loss.match();
            steinText += loss.steinText();
            steinImage += loss.steinImage();
            return Double.isFinite(contrastive + match + steinText + steinImage);
        }

        LossPoint mean(int step) {
            return new LossPoint(
                    step,
                    contrastive / count,
                    match / count,
                    steinText / count,
                    steinImage / count);
        }
    }
}
