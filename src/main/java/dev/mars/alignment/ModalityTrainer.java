// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains one modality's base: centre, scale, principal components, codebooks.
 *
 * <p>One scale for all components, not one each: it makes the mean squared length of base vectors
 * d, so that d base dimensions mean the same for every encoder, and leaves the components' shares
 * of the variance as they are. Whitening is the alignment's business.
 */
final class ModalityTrainer {
    /** Below this share of the squared length, variance is the rounding of float inputs. */
    private static final double ROUNDING = 1e-12;

    /**
     * @param features the encoder's vectors, [n x D], n above 0
     * @param levels of the semantic code
     * @param purpose name of the modality, so that each has its own random numbers
     */
    static ModalityBase train(
            float[][] features, int levels, TrainingSettings settings, String purpose) {
        Covariance covariance = Covariance.of(features);
        float[] projection = projection(covariance, settings, random(settings, purpose + " pca"));
        ModalityBase uncoded =
                new ModalityBase(
                        covariance.dimensions(), covariance.mean(), projection, 0, new float[0]);
        float[] centroids =
                ResidualQuantizer.train(
                        project(uncoded, features), levels, random(settings, purpose + " codes"));
        return new ModalityBase(
                covariance.dimensions(), covariance.mean(), projection, levels, centroids);
    }

    /** Base vectors, [n x d]. */
    static float[][] project(ModalityBase base, float[][] features) {
        return IntStream.range(0, features.length)
                .parallel()
                .mapToObj(i -> base.project(features[i]))
                .toArray(float[][]::new);
    }

    /** [d x D]; components beyond the rank of the features are rows of 0. */
    private static float[] projection(
            Covariance covariance, TrainingSettings settings, SplittableRandom random) {
        int d = settings.dimensions();
        int inputs = covariance.dimensions();
        float[] projection = new float[d * inputs];
        if (covariance.trace() <= ROUNDING * covariance.squaredMean()) {
            return projection;
        }
        PrincipalComponents components = PrincipalComponents.of(covariance.matrix(), d, random);
        double kept = 0;
        for (double variance : components.variances()) {
            kept += variance;
        }
        double scale = StrictMath.sqrt(d / kept);
        for (int k = 0; k < components.directions().length; k++) {
            for (int j = 0; j < inputs; j++) {
                projection[k * inputs + j] = (float) (scale * components.directions()[k][j]);
            }
        }
        return projection;
    }

    private static SplittableRandom random(TrainingSettings settings, String purpose) {
        return new SplittableRandom(XxHash.of(settings.seed() + "/" + purpose));
    }

    private ModalityTrainer() {}
}
