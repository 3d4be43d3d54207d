// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Items whose two vectors are different noisy linear views of one latent vector, with a shift
 * between the modalities and with directions of their own that vary more than what they share.
 */
final class PlantedItems {
    static final int TEXT = 24;
    static final int IMAGE = 40;
    private static final int SHARED = 8;
    private static final int OWN = 4;

    /** Items i0, i1, …; all with both modalities. */
    static List<TrainingItem> pairs(int count, long seed) {
        Random random = new Random(seed);
        double[][] textView = gaussian(random, SHARED + OWN, TEXT);
        double[][] imageView = gaussian(random, SHARED + OWN, IMAGE);
        List<TrainingItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] latent = gaussian(random, 1, SHARED)[0];
            items.add(
                    new TrainingItem(
                            "i" + i,
                            view(latent, textView, 5, random),
                            view(latent, imageView, -3, random)));
        }
        return items;
    }

    /** The same items without one or the other modality. */
    static TrainingItem withoutText(TrainingItem item) {
        return new TrainingItem(item.itemId(), null, item.image());
    }

    static TrainingItem withoutImage(TrainingItem item) {
        return new TrainingItem(item.itemId(), item.text(), null);
    }

    static float[] gaussianVector(Random random, int length) {
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] view(double[] latent, double[][] view, double shift, Random random) {
        float[] result = new float[view[0].length];
        double[] own = gaussian(random, 1, OWN)[0];
        for (int j = 0; j < result.length; j++) {
            double value = shift + 0.1 * random.nextGaussian();
            for (int k = 0; k < SHARED; k++) {
                value += latent[k] * view[k][j];
            }
            for (int k = 0; k < OWN; k++) {
                value += 2 * own[k] * view[SHARED + k][j];
            }
            result[j] = (float) value;
        }
        return result;
    }

    private static double[][] gaussian(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return values;
    }

    private PlantedItems() {}
}
