// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import dev.mars.stream.Extent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Jobs in turns, over the same backlog. */
final class ThroughputPart {
    private final Map<Variant, List<Measured>> measured = new EnumMap<>(Variant.class);

    private final Bench bench;
    private final World world;
    private final Histories histories;

    ThroughputPart(Bench bench, World world, Histories histories) {
        this.bench = bench;
        this.world = world;
        this.histories = histories;
    }

    /** One turn of each job. */
    void round(int number, List<Variant> variants) throws Exception {
        for (Variant variant : variants) {
            Measured one = measure(variant);
            measured.computeIfAbsent(variant, v -> new ArrayList<>()).add(one);
            Bench.tell(
                    "round %d, %s: %,.0f events/s, %.1f CPU s per million"
                            .formatted(
                                    number,
                                    variant,
                                    one.window().perSecond(),
                                    one.window().cpuSecondsPerMillion()));
        }
    }

    private Measured measure(Variant variant) throws Exception {
        try (RunningJob job =
                new RunningJob(
                        bench,
                        variant,
                        world.configuration(),
                        Extent.LIVE,
                        histories.of(variant))) {
            return Measured.of(bench, world, variant, job, world.settings().backlog());
        }
    }

    /** Median over the rounds. */
    double perSecond(Variant variant) {
        return median(variant, Window::perSecond);
    }

    /** Median over the rounds. */
    double cpuSecondsPerMillion(Variant variant) {
        return median(variant, Window::cpuSecondsPerMillion);
    }

    private double median(Variant variant, ToDoubleFunction<Window> figure) {
        return Statistics.median(
                measured.get(variant).stream()
                        .mapToDouble(one -> figure.applyAsDouble(one.window()))
                        .toArray());
    }

    /** How the augmentation job compares with the reference job; more is better. */
    Map<String, Object> ratios() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Variant variant : List.of(Variant.STATE, Variant.THROUGHPUT)) {
            json.put(
                    "ratio." + variant,
                    Statistics.rounded(perSecond(variant) / perSecond(Variant.REFERENCE)));
            json.put(
                    "ratio." + variant + ".cpu",
                    Statistics.rounded(
                            cpuSecondsPerMillion(Variant.REFERENCE)
                                    / cpuSecondsPerMillion(variant)));
        }
        return json;
    }

    Map<String, Object> json() {
        Map<String, Object> variants = new LinkedHashMap<>();
        measured.forEach(
                (variant, rounds) -> {
                    Map<String, Object> of = new LinkedHashMap<>();
                    of.put("eventsPerSecond", Statistics.rounded(perSecond(variant)));
                    of.put(
                            "cpuSecondsPerMillion",
                            Statistics.rounded(cpuSecondsPerMillion(variant)));
                    of.put("rounds", rounds.stream().map(Measured::figures).toList());
                    variants.put(variant.toString(), of);
                });
        return variants;
    }
}
