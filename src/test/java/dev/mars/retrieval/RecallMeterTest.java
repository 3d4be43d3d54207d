// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** If these fail, a search that misses the nearest goes unseen, or a good one is blamed. */
class RecallMeterTest {
    private static final int DIMENSIONS = 16;
    private static final int K = 10;

    private final Random random = new Random(1);
    private final float[][] sample = units(100);
    private final VectorIndex index =
            new VectorIndex(
                    new CoarseCodebook(DIMENSIONS, () -> sample, new int[] {20}),
                    Integer::compare,
                    ByteScan.fastest(),
                    100);
    private final RecallMeter meter = new RecallMeter();

    @Test
    void isTheShareOfTheNearestThatTheLookedAtSearchesFound() {
        float[][] units = units(3_000);
        for (int key = 0; key < units.length; key++) {
            index.upsert(key, units[key]);
        }
        assertThat(meter.recall()).isNaN();
        index.tryAs(new Effort(2, 0));
        int found = 0;
        for (int search = 0; search <= 2 * RecallMeter.ONE_IN; search++) {
            float[] query = units(1)[0];
            Neighbours nearest = meter.search(index, query, K);
            if (search % RecallMeter.ONE_IN == 0) {
                float last = index.searchExactly(query, K).cosines()[K - 1];
                for (float cosine : nearest.cosines()) {
                    found += cosine >= last ? 1 : 0;
                }
            }
        }
        assertThat(found).isBetween(1, 3 * K - 1);
        assertThat(meter.recall()).isEqualTo(found / (3.0 * K));
    }

    @Test
    void tiesAreRight() {
        float[] unit = units(1)[0];
        for (int key = 0; key < 40; key++) {
            index.upsert(key, unit);
        }
        meter.search(index, unit, K);
        assertThat(meter.recall()).isEqualTo(1);
    }

    private float[][] units(int count) {
        float[][] units = new float[count][DIMENSIONS];
        for (float[] unit : units) {
            for (int i = 0; i < DIMENSIONS; i++) {
                unit[i] = (float) random.nextGaussian();
            }
            System.arraycopy(Palette.unit(unit), 0, unit, 0, DIMENSIONS);
        }
        return units;
    }
}
