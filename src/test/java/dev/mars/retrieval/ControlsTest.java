// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** If one of these fails, a lift is measured against something else than chance. */
class ControlsTest {
    private static final Palette PLANE = new Palette(2, 0);

    private static RetrievalSettings settings(Ranking ranking, int donors, Scoring scoring) {
        return new RetrievalSettings(ranking, 20, 2, 200, donors, 50, 1, 0.5, 0.05, scoring);
    }

    private static Donor donor(String id, String... items) {
        return new Donor(id, Evidence.NONE, events(items));
    }

    private static Query query(String user, String... items) {
        return new Query(user, events(items), Evidence.NONE);
    }

    private static List<SequenceEvent> events(String... items) {
        return Arrays.stream(items).map(item -> new SequenceEvent(item, 1, "click", 0)).toList();
    }

    private static DonorIndex index(List<Donor> donors, int k) {
        DonorIndex index = new DonorIndex(settings(Ranking.RANDOM, k, Scoring.ABOVE_CHANCE), PLANE);
        donors.forEach(index::upsert);
        return index;
    }

    /** Law 5: the draw depends on who is there, not on who came first. */
    @Test
    void randomDonorsAreThoseOfTheSmallestLots() {
        List<Donor> donors =
                new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> donor("d" + i, "x")).toList());
        DonorIndex index = index(donors, 10);
        List<String> expected =
                donors.stream()
                        .map(Donor::userId)
                        .filter(id -> !id.equals("d7"))
                        .sorted(Comparator.comparingDouble(id -> RandomRanking.lot("d7", id)))
                        .limit(10)
                        .toList();
        Augmentation answer = index.augment(query("d7", "y"));
        assertThat(answer.donors()).isEqualTo(expected);
        assertThat(answer.topSimilarity()).isZero();
        assertThat(index(donors, 40).augment(query("d7", "y")).donors())
                .hasSize(39)
                .doesNotContain("d7");
        Collections.shuffle(donors, new Random(3));
        DonorIndex shuffled = index(donors, 10);
        shuffled.upsert(donor("gone", "x"));
        shuffled.remove("gone");
        assertThat(shuffled.augment(query("d7", "y"))).isEqualTo(answer);
    }

    /** A draw that knew the user's items, or was the same for all, would be no control. */
    @Test
    void randomDonorsDifferByUserAlone() {
        List<Donor> donors =
                IntStream.range(0, 400).mapToObj(i -> donor("d" + i, "i" + i, "x")).toList();
        DonorIndex index = index(donors, 100);
        List<String> one = index.augment(query("u", "i1")).donors();
        assertThat(index.augment(query("u", "i2", "i3")).donors()).isEqualTo(one);
        List<String> other = new ArrayList<>(index.augment(query("v", "i1")).donors());
        other.retainAll(one);
        // A quarter of them by chance, with a deviation of 4.
        assertThat(other).hasSizeBetween(9, 41);
    }

    /** Both retrieved donors hold x, as most others do; one holds y, as nobody else does. */
    @Test
    void votesDoNotAskWhatChanceWouldGive() {
        List<Donor> donors = List.of(donor("a", "own", "x", "y"), donor("b", "own", "x"));
        List<AugmentedItem> votes = concentrate(donors, Scoring.VOTES);
        assertThat(votes).extracting(AugmentedItem::itemId).containsExactly("x", "y");
        assertThat(votes.get(0).score()).isCloseTo(1.0, within(1e-12));
        assertThat(votes.get(1).score()).isCloseTo(0.5, within(1e-12));
        assertThat(concentrate(donors, Scoring.ABOVE_CHANCE))
                .extracting(AugmentedItem::itemId)
                .containsExactly("y", "x");
    }

    private static List<AugmentedItem> concentrate(List<Donor> holders, Scoring scoring) {
        DonorIndex index = new DonorIndex(settings(Ranking.ITEM_SETS, 2, scoring), PLANE);
        holders.forEach(index::upsert);
        for (int i = 0; i < 8; i++) {
            // Half of all hold x, so that its share is 0.6.
            index.upsert(i < 4 ? donor("n" + i, "z", "x") : donor("n" + i, "z"));
        }
        return index.augment(query("u", "own")).items();
    }
}
