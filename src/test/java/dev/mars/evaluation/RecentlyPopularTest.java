// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.dataset.Interaction;
import dev.mars.dataset.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** If one of these fails, a control is weaker or stronger than it claims to be. */
class RecentlyPopularTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Newer positives than the user's last output would foretell with the future's help. */
    @Test
    void countsThirtyDaysUpToTheLastBehaviour() {
        List<Interaction> log = new ArrayList<>();
        add(log, "stale", 5, 10 * DAY);
        add(log, "hot", 3, 11 * DAY);
        add(log, "own", 9, 20 * DAY);
        add(log, "mild", 2, 40 * DAY);
        add(log, "later", 9, 40 * DAY + 1);
        NextPositive question =
                new NextPositive(
                        "u",
                        "hot",
                        50 * DAY,
                        40 * DAY,
                        List.of("own"),
                        Part.TEST,
                        List.of("stale", "later"),
                        List.of("mild", "own"));
        List<Answer> answers =
                RecentlyPopular.of(
                        List.of(question, question), Moment.AT_REST, log.stream(), act -> true);
        assertThat(answers.get(0)).isEqualTo(new Answer(true, Map.of("hot", 3.0, "mild", 2.0)));
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }

    private static void add(List<Interaction> log, String item, int times, long at) {
        for (int i = 0; i < times; i++) {
            log.add(new Interaction("x" + i, item, at, null, null));
        }
    }

    @Test
    void theMostPopularComeFirstAndTiesGoById() {
        RecentPositives recent = new RecentPositives();
        List.of("b", "c", "a", "c", "d").forEach(item -> recent.add(item, 5));
        assertThat(recent.top(3)).containsExactly("c", "a", "b");
        recent.forget(5 + 30 * DAY);
        assertThat(recent.top(3)).isEmpty();
        assertThat(recent.size()).isZero();
    }

    /** A donor is seen from the epoch after the one in which they got the item. */
    @Test
    void warmIsByTheDonorsOfTheEpochsBefore() {
        DonorItems donors = new DonorItems();
        donors.add(List.of("x"), 200);
        donors.add(List.of("x", "y"), 100);
        assertThat(donors.areHeld(List.of("z", "x"), 101)).isTrue();
        assertThat(donors.areHeld(List.of("z", "x"), 100)).isFalse();
        assertThat(donors.areHeld(List.of("z"), 1_000)).isFalse();
    }

    /** Noise that depended on the order of the items, or filled gaps, would be another control. */
    @Test
    void randomVectorsKeepWhatIsPresent() {
        Item item = new Item("i", "title", 3, new float[] {1, 2}, null);
        Item random = ItemVectors.RANDOM.of(item, 1);
        assertThat(random).isEqualTo(ItemVectors.RANDOM.of(item, 1));
        assertThat(random.text()).hasSize(2).isNotEqualTo(item.text());
        assertThat(random.image()).isNull();
        assertThat(random).isNotEqualTo(ItemVectors.RANDOM.of(item, 2));
        assertThat(ItemVectors.IMAGE.of(item, 1).text()).isNull();
        assertThat(ItemVectors.TEXT.of(item, 1)).isEqualTo(item);
    }
}
