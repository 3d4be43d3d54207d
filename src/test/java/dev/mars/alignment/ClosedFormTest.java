// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The steps of the training against their definitions. */
class ClosedFormTest {
    /** Tiles, passes and their edges must not lose or double a vector or a dimension. */
    @Property(tries = 30)
    void covarianceIsThatOfTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 19) int count,
            @ForAll @IntRange(min = 1, max = 300) int dimensions) {
        float[][] vectors = vectors(seed, count, dimensions);
        Covariance covariance = Covariance.of(vectors);
        Random random = new Random(seed);
        for (int check = 0; check < 50; check++) {
            int i = random.nextInt(dimensions);
            int j = random.nextInt(dimensions);
            double expected = 0;
            for (float[] vector : vectors) {
                expected +=
                        ((double) vector[i] - covariance.mean()[i])
                                * ((double) vector[j] - covariance.mean()[j])
                                / count;
            }
            assertThat(covariance.matrix()[i][j]).isCloseTo(expected, within(1e-12));
        }
    }

    /** A block smaller than the matrix iterates; it must end where the full decomposition does. */
    @Test
    void principalComponentsAreTheLeadingEigenvectors() {
        float[][] vectors = vectors(3, 400, 60);
        for (float[] vector : vectors) {
            for (int j = 0; j < vector.length; j++) {
                vector[j] /= 1 + j;
            }
        }
        double[][] covariance = Covariance.of(vectors).matrix();
        PrincipalComponents found = PrincipalComponents.of(covariance, 5, new SplittableRandom(1));
        SymmetricEigen exact = SymmetricEigen.of(covariance);
        for (int k = 0; k < 5; k++) {
            assertThat(found.variances()[k]).isCloseTo(exact.values()[k], within(1e-6));
            assertThat(found.directions()[k]).containsExactly(exact.vectors()[k], within(1e-2));
        }
    }

    /** Unit variance under the ridge, canonical correlations descending, nothing across. */
    @Test
    void ccaDecorrelates() {
        int d = 6;
        Random random = new Random(4);
        List<float[]> text = new ArrayList<>();
        List<float[]> image = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            float[] t = PlantedItems.gaussianVector(random, d);
            float[] noise = PlantedItems.gaussianVector(random, d);
            float[] y = new float[d];
            for (int k = 0; k < d; k++) {
                y[k] = 3 + t[d - 1 - k] + (1 + k) * noise[k];
            }
            text.add(t);
            image.add(y);
        }
        Alignment cca = RidgeCca.fit(text, image, 0);
        float[][] joint = new float[text.size()][];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = Arrays.copyOf(cca.text().apply(text.get(i)), 2 * d);
            System.arraycopy(cca.image().apply(image.get(i)), 0, joint[i], d, d);
        }
        Covariance aligned = Covariance.of(joint);
        for (int i = 0; i < d; i++) {
            assertThat(aligned.mean()[i]).isCloseTo(0, within(1e-5f));
            assertThat(aligned.mean()[d + i]).isCloseTo(0, within(1e-5f));
            for (int j = 0; j < d; j++) {
                double identity = i == j ? 1 : 0;
                assertThat(aligned.matrix()[i][j]).isCloseTo(identity, within(1e-4));
                assertThat(aligned.matrix()[d + i][d + j]).isCloseTo(identity, within(1e-4));
                if (i != j) {
                    assertThat(aligned.matrix()[i][d + j]).isCloseTo(0, within(1e-4));
                }
            }
            if (i > 0) {
                assertThat(aligned.matrix()[i][d + i])
                        .isPositive()
                        .isLessThanOrEqualTo(aligned.matrix()[i - 1][d + i - 1]);
            }
        }
    }

    @Test
    void fewerDistinctVectorsThanCentroidsAreKeptExactly() {
        float[][] vectors = new float[90][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new float[] {i % 3, -i % 3};
        }
        float[] centroids = KMeans.centroids(vectors, new SplittableRandom(1));
        Codebook book = new Codebook(centroids, 0, 2);
        Set<Integer> used = new HashSet<>();
        for (float[] vector : vectors) {
            float[] left = vector.clone();
            int nearest = book.nearest(left);
            book.subtract(nearest, left);
            used.add(nearest);
            assertThat(left).containsExactly(0f, 0f);
        }
        assertThat(used).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void everyLevelTakesErrorOff() {
        float[][] vectors = vectors(9, 2000, 8);
        double last = Double.MAX_VALUE;
        for (int levels = 1; levels <= 3; levels++) {
            float[] centroids = ResidualQuantizer.train(vectors, levels, new SplittableRandom(1));
            ModalityBase base = new ModalityBase(8, new float[8], new float[64], levels, centroids);
            double lost = 0;
            for (float[] vector : vectors) {
                float[] decoded = base.decode(base.encode(vector));
                for (int k = 0; k < 8; k++) {
                    lost += (vector[k] - decoded[k]) * (vector[k] - decoded[k]);
                }
            }
            assertThat(lost).isLessThan(0.5 * last);
            last = lost;
        }
    }

    /** A space in which all is alike must not look perfect. */
    @Test
    void recallCountsTiesAgainst() {
        List<float[]> alike = new ArrayList<>();
        List<float[]> apart = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            alike.add(new float[] {1f, 0f});
            apart.add(new float[] {(float) Math.cos(i / 4.0), (float) Math.sin(i / 4.0)});
        }
        assertThat(CrossModalRecall.of(alike, alike).at(10)).isZero();
        assertThat(CrossModalRecall.of(apart, apart).at(1)).isEqualTo(1);
    }

    private static float[][] vectors(long seed, int count, int dimensions) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = PlantedItems.gaussianVector(random, dimensions);
        }
        return vectors;
    }
}
