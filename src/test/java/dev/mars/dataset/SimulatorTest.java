// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo and every test on simulated data stand on these. */
class SimulatorTest {
    private static final SimulatorSettings DEFAULT = SimulatorSettings.DEFAULT;
    private static final SimulatorSettings SMALL = DEFAULT.withSize(200, 150, 3_000);

    private final Simulator simulator = new Simulator(DEFAULT);

    @Test
    void equalSettingsGiveEqualWorlds() {
        Simulator a = new Simulator(SMALL);
        Simulator b = new Simulator(SMALL);
        assertThat(a.interactions().toList()).isEqualTo(b.interactions().toList());
        assertThat(a.items().toList()).isEqualTo(b.items().toList());
        Simulator other = new Simulator(SMALL.withSeed(2));
        assertThat(other.interactions().toList()).isNotEqualTo(a.interactions().toList());
        assertThat(other.items().toList()).isNotEqualTo(a.items().toList());
    }

    /** The same bits on every JDK and machine, and in every later version (law 6). */
    @Test
    void bitsAreThoseOfTheFirstDay() {
        long interactions =
                simulator
                        .interactions()
                        .mapToLong(i -> i.toString().hashCode())
                        .reduce(0, this::chain);
        long items =
                simulator
                        .items()
                        .mapToLong(
                                i ->
                                        chain(
                                                (i.itemId() + i.title() + i.effectiveFrom())
                                                        .hashCode(),
                                                31L * Arrays.hashCode(i.text())
                                                        + Arrays.hashCode(i.image())))
                        .reduce(0, this::chain);
        assertThat(interactions).isEqualTo(INTERACTIONS);
        assertThat(items).isEqualTo(ITEMS);
    }

    private static final long INTERACTIONS = 5827512555315565863L;
    private static final long ITEMS = 2748419546270420316L;

    private long chain(long hash, long next) {
        return hash * 1_000_003 + next;
    }

    @Test
    void behavioursComeInOrderAndWithinTheSpan() {
        // Two per millisecond, so that ties are many.
        SimulatorSettings crowded = SMALL.withTime(1_000, Duration.ofMillis(1_500));
        List<Interaction> all = new Simulator(crowded).interactions().toList();
        assertThat(all).hasSize(3_000).isSortedAccordingTo(Interaction.ORDER);
        assertThat(all.get(0).eventTime()).isGreaterThanOrEqualTo(1_000);
        assertThat(all.get(all.size() - 1).eventTime()).isLessThan(2_500);
        // Spread over the whole of it, not crowded at an end.
        assertThat(all.get(1_500).eventTime()).isBetween(1_700L, 1_800L);
        assertThat(simulator.interactions()).isSortedAccordingTo(Interaction.ORDER);
    }

    @Test
    void writtenWorldReadsBackAsTheSameStreams(@TempDir Path directory) throws IOException {
        Simulator small = new Simulator(SMALL);
        DataSetWriter.write(small, directory.resolve("world"));
        try (DataSet read = DiskDataSet.open(directory.resolve("world"))) {
            assertThat(read.interactions().toList()).isEqualTo(small.interactions().toList());
            assertThat(read.items().toList()).isEqualTo(small.items().toList());
            assertThat(read.interactionCount()).isEqualTo(small.interactionCount());
            assertThat(read.textDimensions()).isEqualTo(96);
            assertThat(read.imageDimensions()).isEqualTo(128);
            assertThat(read.title("i000007")).isEqualTo(small.title("i000007"));
        }
    }

    /** Without a tail there is nobody to augment, without a head nobody to take from. */
    @Test
    void activityHasALongTailAndAHeadOfDonors() {
        Map<String, Integer> positives = new TreeMap<>();
        simulator
                .interactions()
                .filter(i -> !i.action().equals("impression"))
                .forEach(i -> positives.merge(i.userId(), 1, Integer::sum));
        int[] counts = positives.values().stream().mapToInt(i -> i).sorted().toArray();
        int users = simulator.userCount();
        double fewerThanFive =
                1 - (double) Arrays.stream(counts).filter(n -> n >= 5).count() / users;
        double donors = (double) Arrays.stream(counts).filter(n -> n >= 25).count() / users;
        assertThat(fewerThanFive).isBetween(0.65, 0.75);
        assertThat(donors).isBetween(0.05, 0.13);
        assertThat(counts[counts.length - 1]).isBetween(200, 1_000);
    }

    /** The shape must not change with the size, or tests on small worlds say nothing of large. */
    @Test
    void shapeOfTheTailIsTheSameAtAMillionUsers() {
        SimulatedUsers users =
                new SimulatedUsers(DEFAULT.withSize(1_000_000, 10, 0), new float[1][16]);
        Draws draws = new Draws(7, Draws.Domain.EVENTS, 0);
        int[] rankOf = new int[1_000_000];
        for (int rank = 0; rank < rankOf.length; rank++) {
            rankOf[users.index(rank)] = rank + 1;
        }
        assertThat(rankOf).as("every user has a rank").doesNotContain(0);
        int top = 0;
        int tail = 0;
        for (int i = 0; i < 100_000; i++) {
            int rank = rankOf[users.draw(draws)];
            top += rank <= 20_000 ? 1 : 0;
            tail += rank > 300_000 ? 1 : 0;
        }
        // Integrals of (x + 0.02)^-1.7 over the first 2 % and the last 70 % of the users.
        assertThat(top / 1e5).isBetween(0.39, 0.43);
        assertThat(tail / 1e5).isBetween(0.07, 0.10);
    }

    @Test
    void memoryDoesNotGrowWithUsersOrBehaviours() {
        Simulator huge = new Simulator(DEFAULT.withSize(1_000_000_000, 1_000, 1_000_000_000_000L));
        Iterator<Interaction> acts = huge.interactions().iterator();
        HashSet<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(acts.next().userId());
        }
        assertThat(seen).hasSizeGreaterThan(990);
    }

    @Test
    void actionsAreMixedAndImpressionsDoNotDominate() {
        Map<String, Long> actions =
                simulator
                        .interactions()
                        .collect(Collectors.groupingBy(Interaction::action, Collectors.counting()));
        assertThat(actions.keySet())
                .containsExactlyInAnyOrder("impression", "click", "like", "share", "purchase");
        assertThat(actions.get("impression")).isBetween(10_000L, 18_000L);
        assertThat(actions.get("click")).isGreaterThan(actions.get("impression"));
        assertThat(actions.values()).allSatisfy(n -> assertThat(n).isGreaterThan(400));
        assertThat(simulator.interactions().map(Interaction::rating).filter(r -> r != null))
                .hasSizeGreaterThan(100)
                .allSatisfy(rating -> assertThat(rating).isBetween(1f, 5f));
        assertThat(simulator.interactions().distinct().count()).isGreaterThan(39_990);
    }

    @Test
    void popularityHasAHeadButNoItemIsEverything() {
        Map<String, Integer> counts = new TreeMap<>();
        simulator.interactions().forEach(i -> counts.merge(i.itemId(), 1, Integer::sum));
        int[] sorted = counts.values().stream().mapToInt(i -> -i).sorted().toArray();
        assertThat(counts.size()).isGreaterThan(1_300);
        assertThat(-sorted[0]).isBetween(300, 1_500);
        assertThat(-sorted[0]).isGreaterThan(-20 * sorted[sorted.length / 2]);
    }

    /** Users would be augmented with items that nobody could have known of. */
    @Test
    void nobodyActsOnAnItemThatIsNotBorn() {
        Map<String, Long> birth =
                simulator.items().collect(Collectors.toMap(Item::itemId, Item::effectiveFrom));
        assertThat(simulator.interactions())
                .allSatisfy(
                        i ->
                                assertThat(i.eventTime())
                                        .isGreaterThanOrEqualTo(birth.get(i.itemId())));
        assertThat(simulator.items().map(Item::effectiveFrom)).isSorted();
        assertThat(simulator.items().filter(i -> i.effectiveFrom() > 0)).hasSize(150);
    }

    @Test
    void titlesAreDistinctAndNameTheTopic() {
        assertThat(simulator.items().map(Item::title)).doesNotHaveDuplicates();
        assertThat(simulator.items())
                .allSatisfy(
                        item ->
                                assertThat(item.title())
                                        .isEqualTo(simulator.title(item.itemId()))
                                        .endsWith("(" + simulator.topic(item.itemId()) + ")"));
        Simulator many = new Simulator(DEFAULT.withSize(1, 20_000, 0).withDimensions(0, 0));
        assertThat(many.items().map(Item::title)).doesNotHaveDuplicates();
        assertThat(simulator.title("elsewhere")).isEqualTo("elsewhere");
    }

    @Test
    void truthKnowsNobodyElse() {
        for (String id : List.of("", "u", "u0002000", "u1", "u00000001", "i000001", "u-000001")) {
            assertThatThrownBy(() -> simulator.userInterest(id, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + id + "'");
        }
    }

    @Test
    void brokenSettingsAreNamed() {
        assertThatThrownBy(() -> DEFAULT.withSize(0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users is 0; it must be at least 1");
        assertThatThrownBy(() -> DEFAULT.withBirths(1)).hasMessageContaining("births is 1.0");
    }
}
