// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModalityBaseTest {
    static ModalityBase random(long seed, int inputs, int d, int levels) {
        Random random = new Random(seed);
        return new ModalityBase(
                inputs,
                PlantedItems.gaussianVector(random, inputs),
                PlantedItems.gaussianVector(random, d * inputs),
                levels,
                PlantedItems.gaussianVector(random, levels * Codebook.SIZE * d));
    }

    /** Law 6: SIMD or not, the bits are those of multiply, then add, in ascending dimension. */
    @Property(tries = 100)
    void projectsWithTheBitsOfThePlainLoop(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 70) int inputs,
            @ForAll @IntRange(min = 1, max = 40) int d) {
        ModalityBase base = random(seed, inputs, d, 0);
        float[] x = PlantedItems.gaussianVector(new Random(seed + 1), inputs);
        float[] expected = new float[d];
        for (int k = 0; k < d; k++) {
            for (int j = 0; j < inputs; j++) {
                expected[k] += base.projection()[k * inputs + j] * (x[j] - base.mean()[j]);
            }
        }
        assertThat(base.project(x)).containsExactly(expected);
    }

    /**
     * The compiled loops must give the interpreter's bits, so this one runs until it is compiled.
     */
    @Test
    void projectsWithTheSameBitsOnceCompiled() {
        ModalityBase base = random(1, 384, 64, 0);
        float[] x = PlantedItems.gaussianVector(new Random(2), 384);
        float[] first = base.project(x);
        for (int i = 0; i < 5000; i++) {
            assertThat(base.project(x)).isEqualTo(first);
        }
    }

    @Property(tries = 50)
    void encodesByTheNearestCentroidLevelAfterLevel(@ForAll long seed) {
        int d = 5;
        ModalityBase base = random(seed, 3, d, 3);
        float[] residual = PlantedItems.gaussianVector(new Random(seed + 1), d);
        int[] code = base.encode(residual.clone());
        for (int level = 0; level < 3; level++) {
            double chosen = distance(base, level, code[level], residual);
            for (int c = 0; c < Codebook.SIZE; c++) {
                assertThat(chosen).isLessThanOrEqualTo(distance(base, level, c, residual) + 1e-4);
            }
            for (int i = 0; i < d; i++) {
                residual[i] -= base.centroids()[(level * Codebook.SIZE + code[level]) * d + i];
            }
        }
    }

    @Test
    void givesTheLowestIndexWhereCentroidsTie() {
        float[] centroids = new float[Codebook.SIZE * 2];
        Arrays.fill(centroids, 9f);
        for (int c : new int[] {200, 31, 77}) {
            centroids[2 * c] = 1f;
            centroids[2 * c + 1] = 2f;
        }
        ModalityBase base = new ModalityBase(1, new float[1], new float[2], 1, centroids);
        assertThat(base.encode(new float[] {1f, 2f})).containsExactly(31);
    }

    @Test
    void aCodeKeepsEveryLevel() {
        ModalityBase text = random(3, 4, 6, SemanticCode.TEXT_LEVELS);
        ModalityBase image = random(4, 4, 6, SemanticCode.IMAGE_LEVELS);
        float[] x = PlantedItems.gaussianVector(new Random(5), 4);
        BaseFeatures features = new Base(6, text, image).project(x, x);
        int[] textCode = text.encode(features.text());
        int[] imageCode = image.encode(features.image());
        for (int level = 0; level < textCode.length; level++) {
            assertThat(SemanticCode.text(features.code(), level)).isEqualTo(textCode[level]);
        }
        for (int level = 0; level < imageCode.length; level++) {
            assertThat(SemanticCode.image(features.code(), level)).isEqualTo(imageCode[level]);
        }
    }

    @Test
    void refusesAVectorOfAnotherLength() {
        assertThatThrownBy(() -> random(1, 4, 2, 1).project(new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 values")
                .hasMessageContaining("takes 4");
    }

    @Test
    void refusesToHoldValuesThatAreNotFinite() {
        assertThatThrownBy(
                        () ->
                                new ModalityBase(
                                        1, new float[1], new float[] {Float.NaN}, 0, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("projection[0] is NaN");
    }

    private static double distance(ModalityBase base, int level, int centroid, float[] residual) {
        double squares = 0;
        for (int i = 0; i < residual.length; i++) {
            int at = (level * Codebook.SIZE + centroid) * residual.length + i;
            double difference = (double) residual[i] - base.centroids()[at];
            squares += difference * difference;
        }
        return squares;
    }
}
