// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** If one of these fails, the benchmark's rates and costs are not what was measured. */
class WindowTest {
    /** A hundred outputs a second; the TaskManager takes a tenth of a second for them. */
    private static Sample at(int second) {
        return new Sample(
                second,
                100L * second,
                Map.of("taskmanager-1", second * 0.1, "kafka", second * 9.0, "jobmanager", 0.5),
                Map.of("item join", second * 0.02),
                second * 0.05);
    }

    private static List<Sample> samples(int from, int to) {
        List<Sample> samples = new ArrayList<>();
        for (int second = from; second <= to; second++) {
            samples.add(at(second));
        }
        return samples;
    }

    @Test
    void anEpochsEndIsNeitherMissedNorCountedTwice() {
        Window window = Window.ofWholeEpochs(samples(3, 13), 400);
        assertThat(window.outputs()).isEqualTo(800);
        assertThat(window.seconds()).isEqualTo(8);
    }

    @Test
    void withoutAWholeEpochAllOfItCounts() {
        assertThat(Window.ofWholeEpochs(samples(3, 13), 5_000).outputs()).isEqualTo(1_000);
    }

    @Test
    void onlyFlinkIsCharged() {
        Window window = Window.of(samples(2, 12));
        assertThat(window.perSecond()).isEqualTo(100);
        assertThat(window.cpuSecondsPerMillion()).isCloseTo(1_000, within(1e-6));
        assertThat(window.collecting()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    @SuppressWarnings("unchecked")
    void costsAreToldByThreadsAndByProcesses() {
        Map<String, Object> json = Window.of(samples(2, 12)).json();
        assertThat((Map<String, Object>) json.get("cpuSecondsPerMillionByThreads"))
                .containsEntry("item join", 200.0);
        assertThat((Map<String, Object>) json.get("cpuSecondsPerMillionByProcess"))
                .containsEntry("kafka", 90_000.0)
                .containsEntry("jobmanager", 0.0);
    }

    /** A task that ended took its counters with it. */
    @Test
    void nothingCostsLessThanNothing() {
        Sample before = new Sample(0, 0, Map.of(), Map.of("item join", 5.0), 0);
        Sample after = new Sample(1, 10, Map.of(), Map.of("item join", 1.0), 0);
        assertThat(new Window(before, after).json().get("cpuSecondsPerMillionByThreads"))
                .isEqualTo(Map.of("item join", 0.0));
    }
}
