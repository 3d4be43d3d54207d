// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private final float[][] given = Clouds.random(100, 8, 1);
    private final Resampler resampler = new Resampler(given);

    @Test
    void theSameSeedGivesTheSameVectors() {
        assertThat(resampler.take(500, 7)).isDeepEqualTo(new Resampler(given).take(500, 7));
        assertThat(Arrays.deepEquals(resampler.take(500, 7), resampler.take(500, 8))).isFalse();
    }

    @Test
    void vectorsHaveLengthOneAndNoTwoAreEqual() {
        float[][] taken = resampler.take(500, 7);
        Set<String> contents = new HashSet<>();
        for (float[] vector : taken) {
            assertThat(ExactNeighbours.dot(vector, vector)).isCloseTo(1f, within(1e-5f));
            contents.add(Arrays.toString(vector));
        }
        assertThat(contents).hasSize(500);
    }

    /**
     * Copies would lie much nearer to given vectors than these to each other, noise much farther.
     */
    @Test
    void newVectorsAreAboutAsFarAwayAsNeighboursAre() {
        float[][] taken = resampler.take(500, 7);
        float[][] made = Arrays.copyOfRange(taken, 100, 500);
        assertThat(meanDistanceToNearest(made)).isBetween(0.3, 1.2);
        assertThat(meanDistanceToNearest(made) / meanDistanceToNearest(given)).isBetween(0.4, 1.5);
    }

    @Test
    void saysHowManyVectorsItTakes() {
        assertThatThrownBy(() -> new Resampler(Clouds.random(16, 8, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 vectors to resample")
                .hasMessageContaining("larger data set");
    }

    private double meanDistanceToNearest(float[][] vectors) {
        int[][] nearest = ExactNeighbours.of(vectors, given, 1);
        double sum = 0;
        for (int i = 0; i < vectors.length; i++) {
            float cosine = ExactNeighbours.dot(vectors[i], given[nearest[i][0]]);
            sum += Math.sqrt(Math.max(0, 2 - 2 * cosine));
        }
        return sum / vectors.length;
    }
}
