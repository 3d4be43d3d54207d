// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.stream.JobSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/**
 * Every slot has the whole index on its heap. If one of these fails, a cluster of many slots is let
 * pass, and its TaskManagers run out of memory when the donors have come.
 */
class MemoryCheckTest {
    private static final Map<String, String> CLUSTER =
            Map.of("taskmanager.memory.process.size", "4 gb");
    private static final int DONORS = 50_000;

    @Test
    void whatFitsOnceDoesNotFitManyTimes() {
        assertThat(findings(slots(1), DONORS)).isEmpty();
        assertThat(findings(slots(8), DONORS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isFatal()).isTrue();
                            assertThat(finding.toString())
                                    .contains(
                                            "50,000 donors in each of 8 slots",
                                            "20,000 items",
                                            "taskmanager.memory.process.size",
                                            "taskmanager.numberOfTaskSlots");
                        });
    }

    @Test
    void eightTimesTheDonorsTakeAsMuchAsEightTimesTheSlots() {
        assertThat(findings(slots(1), 8 * DONORS)).hasSize(1);
    }

    /** A longer sequence is more positives of each donor in the state. */
    @Test
    void longerSequencesTakeMore() {
        Map<String, String> longer = new TreeMap<>(slots(1));
        assertThat(findings(longer, DONORS)).isEmpty();
        longer.put("mars.profile.sequence-length", "1000");
        assertThat(findings(longer, DONORS)).hasSize(1);
    }

    /** Every slot of a sharded index has all items: at many shards they are the most of it. */
    @Test
    void itemsCountOnEverySlotInEitherMode() {
        Map<String, String> options = new TreeMap<>(slots(4));
        assertThat(findings(options, 0, 100_000)).isEmpty();
        assertThat(findings(options, 0, 5_000_000)).hasSize(1);
        options.put("mars.index.mode", "sharded");
        options.put("mars.job.parallelism", "16");
        assertThat(findings(options, 1_000_000, 100_000)).isEmpty();
        assertThat(findings(options, 1_000_000, 5_000_000))
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.toString())
                                        .contains("62,500 donors", "5,000,000 items", "--items"));
    }

    @Test
    void aClusterThatSaysNothingOfItsMemory() {
        assertThat(findings(Map.of(), DONORS))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isFatal()).isFalse();
                            assertThat(finding.toString()).contains("--config");
                        });
    }

    private static Map<String, String> slots(int slots) {
        Map<String, String> options = new TreeMap<>(CLUSTER);
        options.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        return options;
    }

    private static List<Finding> findings(Map<String, String> options, long donors) {
        return findings(options, donors, 20_000);
    }

    private static List<Finding> findings(Map<String, String> options, long donors, long items) {
        Configuration configuration = Configuration.fromMap(options);
        List<Finding> found = new ArrayList<>();
        new MemoryCheck()
                .look(
                        new Deployment(
                                configuration,
                                JobSettings.from(configuration),
                                null,
                                null,
                                List.of(),
                                donors,
                                items),
                        found::add);
        return found;
    }
}
