// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mars.bench.Statistics;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.profile.Decay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * If one of these fails, the measured workload has another share of low-active requests, or another
 * number of donors, than it is said to have.
 */
class WorkloadTest {
    private static final long DAY = 86_400_000;

    private static Interaction act(int user, String action, long time) {
        return new Interaction("u%07d".formatted(user), "i000001", time, action, null);
    }

    @Test
    void impressionsCountFromTheFirstPositiveOn() {
        Levels levels = new Levels(3, new Decay(0));
        Acts acts =
                new Acts(
                        List.of(
                                        act(2, "impression", 1),
                                        act(2, "click", 2),
                                        act(1, "impression", 3),
                                        act(2, "impression", 4),
                                        act(2, "like", 5),
                                        act(2, "impression", 6))
                                .iterator(),
                        levels);
        assertThat(acts.next().eventTime()).isEqualTo(2);
        acts.dropImpressionsBelow(2);
        assertThat(acts.next().eventTime()).isEqualTo(5);
        assertThat(acts.next().eventTime()).isEqualTo(6);
        assertThat(acts.hasNext()).isFalse();
        assertThat(levels.acted()).isEqualTo(1);
    }

    @Test
    void levelsDecayAsTheJobsDo() {
        Levels levels = new Levels(2, new Decay(DAY));
        levels.add(0, DAY);
        levels.add(0, 2 * DAY);
        assertThat(levels.at(0, 3 * DAY)).isCloseTo(0.75, within(1e-6));
        assertThat(levels.at(1, 3 * DAY)).isZero();
    }

    @Test
    void asManyAsAskedForReachTheirLevel() {
        Levels levels = new Levels(5, new Decay(0));
        for (int user = 1; user < 5; user++) {
            for (int i = 0; i < user; i++) {
                levels.add(user, 1 + i);
            }
        }
        assertThat(levels.reachedBy(2, 10)).isEqualTo(3);
        assertThat(levels.reachedBy(50, 10)).isEqualTo(1);
        assertThatThrownBy(() -> new Levels(5, new Decay(0)).reachedBy(1, 1))
                .hasMessageContaining("nobody has acted");
    }

    @Test
    void theThresholdGivesTheShare() {
        double[] positives = new double[900];
        double[] impressions = new double[600];
        for (int i = 0; i < positives.length; i++) {
            positives[i] = i * 0.01;
        }
        for (int i = 0; i < impressions.length; i++) {
            impressions[i] = i * 0.015;
        }
        LowShare share = new LowShare(positives, impressions);
        for (double wanted : new double[] {0.1, 0.3, 0.7}) {
            assertThat(share.below(share.threshold(wanted, 100))).isCloseTo(wanted, within(2e-3));
        }
        assertThat(share.threshold(0.3, 1.5)).isEqualTo(1.5);
    }

    @Test
    void aSkewedWorldHasItsHotItemAndItsHotUser() {
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        for (Interaction act : shaped(Shape.SKEWED)) {
            users.merge(act.userId(), 1, Integer::sum);
            items.merge(act.itemId(), 1, Integer::sum);
        }
        assertThat(items.get("i000000") / 20_000.0).isCloseTo(0.30, within(0.02));
        assertThat(users.get("u0000000") / 20_000.0).isCloseTo(0.05, within(0.01));
    }

    @Test
    void inAnEvenWorldEverybodyActsAsOften() {
        Map<String, Integer> users = new HashMap<>();
        for (Interaction act : shaped(Shape.EVEN)) {
            assertThat(act.action()).isNotEqualTo("impression");
            users.merge(act.userId(), 1, Integer::sum);
        }
        assertThat(users).hasSize(1_000).allSatisfy((user, acts) -> assertThat(acts).isEqualTo(20));
    }

    private static List<Interaction> shaped(Shape shape) {
        List<Interaction> all = new ArrayList<>();
        try (Simulator world =
                new Simulator(SimulatorSettings.DEFAULT.withSize(1_000, 200, 20_000))) {
            world.interactions().forEach(act -> all.add(shape.of(act, all.size(), 1_000)));
        }
        return all;
    }

    @Test
    void quantilesAndMedians() {
        double[] sorted = {1, 2, 3, 4};
        assertThat(Statistics.quantile(sorted, 0.5)).isEqualTo(2);
        assertThat(Statistics.quantile(sorted, 0.99)).isEqualTo(4);
        assertThat(Statistics.quantile(new double[0], 0.5)).isNaN();
        assertThat(Statistics.median(9, 1)).isEqualTo(5);
        assertThat(Statistics.median(9, 1, 2)).isEqualTo(2);
        assertThat(Statistics.rounded(Double.NaN)).isNull();
        assertThat(Statistics.rounded(12_345.67)).isEqualTo(12_345.7);
        assertThat(Statistics.rounded(0.123456)).isEqualTo(0.1235);
    }
}
