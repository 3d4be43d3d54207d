// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** If one of these fails, the page shows rates that nothing has. */
class RatesTest {
    private final Rates rates = new Rates();

    @Test
    void aRateIsGrowthBySecondsBetweenSamples() {
        rates.add(new Rates.Sample(1_000, 10, 0, 0));
        rates.add(new Rates.Sample(3_000, 30, 5, 0));
        rates.add(new Rates.Sample(4_000, 30, 6, 2));
        assertThat(rates.points())
                .containsExactly(
                        new Rates.Point(3_000, 10, 2.5, 0), new Rates.Point(4_000, 0, 1, 2));
    }

    @Test
    void theRateNowIsThatOfTheWindow() {
        rates.add(new Rates.Sample(0, 0, 0, 0));
        rates.add(new Rates.Sample(10_000, 1_000, 0, 0));
        rates.add(new Rates.Sample(20_000, 1_100, 0, 0));
        assertThat(rates.over(10_000).behaviors()).isEqualTo(10);
        assertThat(rates.over(60_000).behaviors()).isEqualTo(55);
    }

    @Test
    void oneSampleGivesNoRate() {
        assertThat(rates.over(10_000)).isNull();
        rates.add(new Rates.Sample(5_000, 7, 7, 7));
        assertThat(rates.over(10_000)).isNull();
        assertThat(rates.points()).isEmpty();
    }

    /** `mars down --purge` and `mars up` make topics anew: no rate is below 0. */
    @Test
    void aTopicThatIsMadeAnewStartsAtZero() {
        rates.add(new Rates.Sample(0, 500, 500, 500));
        rates.add(new Rates.Sample(1_000, 20, 0, 0));
        assertThat(rates.over(10_000)).isEqualTo(new Rates.Point(1_000, 20, 0, 0));
    }

    @Test
    void fiveMinutesAreKept() {
        for (int i = 0; i < 1_000; i++) {
            rates.add(new Rates.Sample(i * 2_000L, i, i, i));
        }
        assertThat(rates.points()).hasSize(150);
        assertThat(rates.points().get(0).time()).isEqualTo((1_000 - 150) * 2_000L);
    }
}
