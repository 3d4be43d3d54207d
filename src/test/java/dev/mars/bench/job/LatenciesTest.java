// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** If one of these fails, latencies are told that were not seen. */
class LatenciesTest {
    @Test
    void onlyWhatComesWhileItCountsIsCounted() {
        Latencies latencies = new Latencies();
        latencies.output(1_000, 99_000);
        latencies.restart();
        for (int i = 1; i <= 100; i++) {
            latencies.output(2_000 + i, 2_000 + i + 10_000 + i);
        }
        latencies.stop();
        latencies.output(1_000, 99_000);
        assertThat(latencies.json(10_000))
                .containsEntry("outputs", 100)
                .containsEntry("p50Ms", 10_050.0)
                .containsEntry("p50OwnMs", 50.0)
                .containsEntry("p99OwnMs", 99.0)
                .containsEntry("p99.9OwnMs", 100.0)
                .containsEntry("maxOwnMs", 100.0);
        assertThat(latencies.outputs()).isEqualTo(102);
    }

    @Test
    void howFarBehindIsThatOfTheNewest() {
        Latencies latencies = new Latencies();
        assertThat(latencies.behind()).isEqualTo(Long.MAX_VALUE);
        latencies.output(5_000, 6_000);
        latencies.output(4_000, 9_000);
        assertThat(latencies.behind()).isEqualTo(1_000);
        assertThat(latencies.newest()).isEqualTo(5_000);
    }
}
