// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.List;

/**
 * How far apart two modalities lie in one space of unit vectors.
 *
 * <p>The centroid gap (Liang et al. 2022) is the distance of the two means: whether one modality
 * lives elsewhere. The relative gap (Schrodi et al. 2024) sets the distance of partners against
 * that of strangers, P / (P + W): P is the mean of (1 − cos)/2 over partners, W the same over pairs
 * of different items within a modality, the mean of the two modalities. 0 if partners are one, 1/2
 * if a partner is as far as any stranger, towards 1 if all of the own modality are nearer than the
 * partner.
 */
record ModalityGap(double centroid, double relative) {
    /**
     * @param text unit vectors, [n x d], n at least 2
     * @param image unit vectors of the same items
     */
    static ModalityGap of(List<float[]> text, List<float[]> image) {
        double[] textSum = sum(text);
        double[] imageSum = sum(image);
        double n = text.size();
        double squares = 0;
        for (int k = 0; k < textSum.length; k++) {
            double difference = (textSum[k] - imageSum[k]) / n;
            squares += difference * difference;
        }
        double partners = 0;
        for (int i = 0; i < text.size(); i++) {
            partners += dot(text.get(i), image.get(i));
        }
        double apart = (1 - partners / n) / 2;
        double within = (strangers(textSum, n) + strangers(imageSum, n)) / 2;
        double relative = apart + within > 0 ? apart / (apart + within) : 0;
        return new ModalityGap(StrictMath.sqrt(squares), relative);
    }

    /** Mean (1 − cos)/2 over i ≠ j: the cosines of all pairs add up to the squared sum. */
    private static double strangers(double[] sum, double n) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        return (1 - (squares - n) / (n * (n - 1))) / 2;
    }

    private static double[] sum(List<float[]> vectors) {
        double[] sum = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += vector[k];
            }
        }
        return sum;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }
}
