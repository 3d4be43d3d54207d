// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** If one of these fails, a benchmark measures something else than it was asked for. */
class BenchSettingsTest {
    private static final List<String> ARGUMENTS =
            List.of(
                    "users=1000",
                    "items=20",
                    "history=5000",
                    "backlog=700",
                    "donors=50",
                    "lowShare=0.3",
                    "daily=12",
                    "rounds=3",
                    "seconds=9",
                    "memoryMiB=2000",
                    "seed=7",
                    "parts=throughput,state",
                    "points=10x2,100x5",
                    "-Dmars.epoch=30 min",
                    "-Dstate.backend.rocksdb.x=a=b");

    @Test
    void readsWhatTheCommandWrites() {
        BenchSettings settings = BenchSettings.of(ARGUMENTS);
        assertThat(settings.users()).isEqualTo(1_000);
        assertThat(settings.lowShare()).isEqualTo(0.3);
        assertThat(settings.has("state")).isTrue();
        assertThat(settings.has("skew")).isFalse();
        assertThat(settings.points())
                .containsExactly(new GrowthPart.Point(10, 2), new GrowthPart.Point(100, 5));
        assertThat(settings.options())
                .containsEntry("mars.epoch", "30 min")
                .containsEntry("state.backend.rocksdb.x", "a=b");
        assertThat(settings.perHour()).isEqualTo(500);
        assertThat(settings.json()).containsEntry("users", 1_000).containsEntry("seed", 7L);
    }

    @Test
    void aSettingThatIsMissingIsNamed() {
        List<String> fewer = new ArrayList<>(ARGUMENTS);
        fewer.remove("rounds=3");
        assertThatThrownBy(() -> BenchSettings.of(fewer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rounds is missing");
    }
}
