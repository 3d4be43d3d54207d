// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Reference and variants in turns, over the same backlog. */
final class ThroughputPart {
    private final Map<Variant, List<Measured>> measured = new EnumMap<>(Variant.class);

    ThroughputPart(Bench bench, World world, Histories histories) throws Exception {
        int rounds = world.settings().rounds();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : Variant.values()) {
                Measured one = Measured.of(bench, world, histories, variant);
                measured.computeIfAbsent(variant, v -> new ArrayList<>()).add(one);
                Bench.tell(
                        "round %d of %d, %s: %,.0f events/s, %.1f CPU s per million"
                                .formatted(
                                        round + 1,
                                        rounds,
                                        variant,
                                        one.window.perSecond(),
                                        one.window.cpuSecondsPerMillion()));
            }
        }
    }

    /** Median over the rounds. */
    double perSecond(Variant variant) {
        return median(variant, Window::perSecond);
    }

    private double median(Variant variant, ToDoubleFunction<Window> figure) {
        return Statistics.median(
                measured.get(variant).stream()
                        .map(one -> figure.applyAsDouble(one.window))
                        .toList());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Variant variant : List.of(Variant.STATE, Variant.THROUGHPUT)) {
            json.put(
                    "ratio." + variant,
                    Statistics.rounded(perSecond(variant) / perSecond(Variant.REFERENCE)));
            json.put(
                    "ratio." + variant + ".cpu",
                    Statistics.rounded(
                            median(Variant.REFERENCE, Window::cpuSecondsPerMillion)
                                    / median(variant, Window::cpuSecondsPerMillion)));
        }
        Map<String, Object> variants = new LinkedHashMap<>();
        measured.forEach(
                (variant, rounds) -> {
                    Map<String, Object> of = new LinkedHashMap<>();
                    of.put("eventsPerSecond", Statistics.rounded(perSecond(variant)));
                    of.put(
                            "cpuSecondsPerMillion",
                            Statistics.rounded(median(variant, Window::cpuSecondsPerMillion)));
                    of.put("rounds", rounds.stream().map(Measured::figures).toList());
                    variants.put(variant.toString(), of);
                });
        json.put("variants", variants);
        return json;
    }
}
