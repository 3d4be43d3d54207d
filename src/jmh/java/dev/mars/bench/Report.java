// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one Java, source and size, as they go into the JSON. */
final class Report {
    static Map<String, Object> of(
            Source source, int size, Map<String, Figures> figures, List<Contender> contenders) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("java", Runtime.version().toString());
        report.put("dataset", source.toString());
        report.put("size", size);
        report.put("dimensions", 64);
        report.put("k", Measurement.K);
        report.put("queries", VectorSet.QUERIES);
        report.put("upserts", VectorSet.replacements(size));
        report.put("rounds", Measurement.ROUNDS - Measurement.WARM_UP);
        report.put("warmUpRounds", Measurement.WARM_UP);
        // Well above 0 besides this process, the machine was busy and upserts look dear.
        report.put(
                "loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        Ratios.of(figures).forEach((name, ratio) -> report.put("ratio." + name, round(ratio)));
        Map<String, Object> byName = new LinkedHashMap<>();
        figures.forEach(
                (name, of) ->
                        contenders.stream()
                                .filter(contender -> contender.name().equals(name))
                                .forEach(contender -> byName.put(name, of(of, contender))));
        report.put("contenders", byName);
        return report;
    }

    private static Map<String, Object> of(Figures of, Contender contender) {
        Map<String, Object> entry = new LinkedHashMap<>();
        put(entry, "buildSeconds", of.buildSeconds);
        put(entry, "microsPerQuery99", of.query99);
        put(entry, "recall99", of.recall99);
        entry.put("effort99", of.effort99 < 0 ? null : of.effort99);
        put(entry, "microsPerQuery95", of.query95);
        put(entry, "recall95", of.recall95);
        entry.put("effort95", of.effort95 < 0 ? null : of.effort95);
        put(entry, "microsPerUpsert", of.upsert);
        put(entry, "bytesPerVector", of.bytesPerVector);
        put(entry, "heapBytesPerVector", of.heapBytesPerVector);
        put(entry, "churn.microsPerQuery", of.churnQuery);
        put(entry, "churn.microsPerUpsert", of.churnUpsert);
        put(entry, "churn.recall", of.churnRecall);
        entry.put("settings", contender.settings());
        return entry;
    }

    /** JSON has no NaN; what was not measured, or is out of reach, is null. */
    private static void put(Map<String, Object> entry, String name, double value) {
        entry.put(name, Double.isFinite(value) ? round(value) : null);
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private Report() {}
}
