// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How many times what ours costs the best peer costs; above 1, ours is better. */
final class Ratios {
    /**
     * @param all figures by contender, ours among them
     * @return by name; a ratio is left out where either side was not measured
     */
    static Map<String, Double> of(Map<String, Figures> all) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        put(ratios, "query", all, figures -> figures.query99);
        put(ratios, "query95", all, figures -> figures.query95);
        put(ratios, "upsert", all, figures -> figures.upsert);
        put(ratios, "bytes", all, figures -> figures.bytesPerVector);
        put(ratios, "churn.query", all, figures -> figures.churnQuery);
        put(ratios, "churn.upsert", all, figures -> figures.churnUpsert);
        return ratios;
    }

    private static void put(
            Map<String, Double> ratios,
            String name,
            Map<String, Figures> all,
            ToDoubleFunction<Figures> cost) {
        double best =
                all.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(Contenders.OURS))
                        .mapToDouble(entry -> cost.applyAsDouble(entry.getValue()))
                        .filter(Double::isFinite)
                        .min()
                        .orElse(Double.NaN);
        Figures ours = all.get(Contenders.OURS);
        double ratio = ours == null ? Double.NaN : best / cost.applyAsDouble(ours);
        if (Double.isFinite(ratio)) {
            ratios.put(name, ratio);
        }
    }

    private Ratios() {}
}
