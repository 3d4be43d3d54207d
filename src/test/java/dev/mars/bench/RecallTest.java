// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecallTest {
    private static final float[][] VECTORS = {
        {1, 0}, {0.8f, 0.6f}, {0.6f, 0.8f}, {0, 1}, {0.6f, 0.8f}
    };
    private final Recall recall = new Recall(new float[][] {{1, 0}}, VECTORS, 3);

    @Test
    void countsTheNearestThatWereFoundInAnyOrder() {
        assertThat(recall.found(0, new int[] {2, 0, 1})).isEqualTo(3);
        assertThat(recall.found(0, new int[] {3, 0, 1})).isEqualTo(2);
        assertThat(recall.found(0, new int[0])).isZero();
    }

    @Test
    void eitherOfTwoEquallyNearVectorsCounts() {
        assertThat(recall.found(0, new int[] {0, 1, 4})).isEqualTo(3);
    }

    @Test
    void neitherARepetitionNorMoreThanKIsWorthAnything() {
        assertThat(recall.found(0, new int[] {0, 0, 0})).isEqualTo(1);
        assertThat(recall.found(0, new int[] {0, 1, 2, 4})).isEqualTo(3);
    }
}
