// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** If one of these fails, a model is judged by pairs that it was trained on, or by too few. */
class PairSplitTest {
    private static PairSplit split(List<TrainingItem> items, long seed) {
        return PairSplit.of(
                items,
                items.stream().map(i -> new BaseFeatures(i.text(), i.image(), 0)).toList(),
                seed);
    }

    private static List<TrainingItem> pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TrainingItem("i" + i, new float[] {i}, new float[] {-i}))
                .toList();
    }

    @Test
    void aTenthIsHeldOutAndNoPairIsOnBothSides() {
        PairSplit split = split(pairs(2_000), 1);
        assertThat(split.heldOut()).hasSize(200);
        assertThat(split.fitted()).hasSize(1_800).doesNotContainAnyElementsOf(split.heldOut());
        for (int i = 0; i < 200; i++) {
            assertThat(split.heldOutIds().get(i))
                    .isEqualTo("i" + (int) split.heldOut().get(i).text()[0]);
        }
    }

    @Test
    void theOrderHasNoSayAndTheSeedHas() {
        List<TrainingItem> shuffled = new ArrayList<>(pairs(2_000));
        Collections.shuffle(shuffled, new Random(2));
        assertThat(split(shuffled, 1).heldOutIds()).isEqualTo(split(pairs(2_000), 1).heldOutIds());
        assertThat(split(shuffled, 2).heldOutIds())
                .isNotEqualTo(split(pairs(2_000), 1).heldOutIds());
    }

    @Test
    void itemsWithOneModalityAreNoPairs() {
        List<TrainingItem> items = new ArrayList<>(pairs(300));
        items.add(new TrainingItem("text", new float[1], null));
        items.add(new TrainingItem("image", null, new float[1]));
        PairSplit split = split(items, 1);
        assertThat(split.fitted().size() + split.heldOut().size()).isEqualTo(300);
    }

    @Test
    void tooFewPairsHoldNoneOutAndVeryManyHoldOutNoMoreThanCanBeJudged() {
        assertThat(split(pairs(PairSplit.FEWEST - 1), 1).heldOut()).isEmpty();
        assertThat(split(pairs(PairSplit.FEWEST), 1).heldOut()).hasSize(100);
        assertThat(split(pairs(25_000), 1).heldOut()).hasSize(PairSplit.MOST);
    }
}
