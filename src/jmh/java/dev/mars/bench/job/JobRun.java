// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.local.StackProcess;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;

/** Measures the augmentation job on a stack of its own. Writes JSON, and a page beside it. */
public final class JobRun {
    /** Arguments: directory for the stack; file to write; {@link BenchSettings}. */
    public static void main(String[] args) throws Exception {
        BenchSettings settings = BenchSettings.of(Arrays.asList(args).subList(2, args.length));
        if (settings.has("skew")) {
            SkewPart.requireCopies();
        }
        Report report = new Report(Path.of(args[1]));
        report.put("java", Runtime.version().toString());
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("settings", settings.json());
        report.put("loadAverageBefore", loadAverage());
        try (Bench bench = new Bench(settings, Path.of(args[0]))) {
            Items items = new Items(bench, settings);
            report.put("items", items.figures());
            if (settings.has("throughput")) {
                measureMain(bench, items, settings, report);
            }
            if (settings.has("state")) {
                report.put("state", StatePart.measure(bench, items, settings));
            }
            if (settings.has("growth")) {
                List<Map<String, Object>> growth = new ArrayList<>();
                for (GrowthPart.Point point : settings.points()) {
                    growth.add(GrowthPart.measure(bench, items, settings, point));
                    report.put("growth", growth);
                }
            }
            if (settings.has("skew")) {
                report.put("skew", SkewPart.measure(bench, items, settings));
            }
            report.put("peakBytes", peakBytes(bench));
        }
        report.put("loadAverageAfter", loadAverage());
    }

    private static void measureMain(Bench bench, Items items, BenchSettings settings, Report report)
            throws Exception {
        try (World world = new World(bench, items, settings, "world", Shape.NATURAL)) {
            Bench.tell("loading the history");
            world.sendHistory();
            Histories histories = new Histories();
            histories.take(bench, world, Variant.REFERENCE, SavepointFormatType.NATIVE);
            histories.take(bench, world, Variant.THROUGHPUT, SavepointFormatType.NATIVE);
            Bench.tell("loading the backlog");
            world.sendBacklog();
            Map<String, Object> preload = new LinkedHashMap<>(world.figures());
            preload.putAll(histories.figures());
            Map<String, Long> bytes = histories.bytesOfState(Variant.THROUGHPUT);
            preload.put("bytesPerUser", bytes.get("user profiler") / world.usersThatActed());
            preload.put("bytesPerItem", bytes.get("item join") / settings.items());
            report.put("preload", preload);
            ThroughputPart throughput = new ThroughputPart(bench, world, histories);
            for (int round = 1; round <= settings.rounds(); round++) {
                throughput.round(round, List.of(Variant.values()));
                report.putAll(throughput.ratios());
                report.put("throughput", throughput.json());
            }
            if (settings.has("latency") || settings.has("recovery")) {
                new LivePart(bench, world, histories, throughput.perSecond(Variant.THROUGHPUT) / 2)
                        .measure(
                                settings.has("latency") ? 2 * settings.seconds() : 0,
                                settings.has("recovery"),
                                report);
            }
        }
    }

    private static Map<String, Object> peakBytes(Bench bench) {
        Map<String, Object> peaks = new LinkedHashMap<>();
        for (StackProcess process : bench.stack().processes()) {
            peaks.put(process.name(), CpuTimes.peakBytes(process.pid()));
        }
        return peaks;
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private JobRun() {}
}
