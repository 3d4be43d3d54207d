// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If one of these fails, what took many minutes to measure cannot be looked at. */
class ReportTest {
    private static Map<String, Object> variant(double perSecond) {
        return Map.of(
                "eventsPerSecond",
                perSecond,
                "cpuSecondsPerMillion",
                1e6 / perSecond,
                "rounds",
                List.of(
                        Map.of(
                                "eventsPerSecond",
                                perSecond,
                                "cpuSecondsPerMillionByThreads",
                                Map.of("item join", 7.25))));
    }

    @Test
    void whatIsMeasuredSoFarCanBeLookedAt(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("report.json");
        Report report = new Report(file);
        report.put("cores", 2);
        Map<String, Object> variants = new LinkedHashMap<>();
        variants.put("reference", variant(40_000));
        variants.put("state", variant(24_000));
        report.put("throughput", variants);
        report.putAll(Map.of("ratio.state", 0.6));
        report.put(
                "growth",
                List.of(
                        Map.of(
                                "users",
                                1_000,
                                "donorsWanted",
                                50,
                                "state",
                                variant(9_000),
                                "throughput",
                                variant(5_000))));

        assertThat(new ObjectMapper().readTree(file.toFile()).path("ratio.state").asDouble())
                .isEqualTo(0.6);
        String page = Files.readString(Path.of(file + ".html"));
        assertThat(page)
                .contains("24,000", "0.600", "item join", "7.250", "By users", "200")
                .contains("<canvas");
    }
}
