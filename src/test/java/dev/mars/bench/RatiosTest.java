// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatiosTest {
    @Test
    void comparesOursWithTheBestPeerOfEachFigure() {
        Map<String, Figures> all = new LinkedHashMap<>();
        all.put("mars", figures(10, 2, 300));
        all.put("one", figures(150, 90, 600));
        all.put("other", figures(120, 100, 900));
        assertThat(Ratios.of(all))
                .containsEntry("query", 12.0)
                .containsEntry("upsert", 45.0)
                .containsEntry("bytes", 2.0);
    }

    @Test
    void aPeerThatDoesNotReachTheRecallIsNoMeasure() {
        Map<String, Figures> all = new LinkedHashMap<>();
        all.put("mars", figures(10, 2, 300));
        all.put("one", figures(Double.NaN, 90, 600));
        all.put("other", figures(120, 100, 900));
        assertThat(Ratios.of(all)).containsEntry("query", 12.0);
    }

    @Test
    void thereIsNoRatioWithoutUsOrWithoutPeers() {
        assertThat(Ratios.of(Map.of("one", figures(1, 1, 1)))).isEmpty();
        assertThat(Ratios.of(Map.of("mars", figures(1, 1, 1)))).isEmpty();
        assertThat(
                        Ratios.of(
                                Map.of(
                                        "mars", figures(Double.NaN, 1, 1),
                                        "one", figures(1, 1, 1))))
                .doesNotContainKey("query")
                .containsKey("upsert");
    }

    private static Figures figures(double query, double upsert, double bytes) {
        Figures figures = new Figures();
        figures.query99 = query;
        figures.upsert = upsert;
        figures.bytesPerVector = bytes;
        return figures;
    }
}
