// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the augmentation job on a stack of its own. Writes JSON. */
public final class JobRun {
    /** Arguments: directory for the stack; file to write; {@link BenchSettings}. */
    public static void main(String[] args) throws Exception {
        BenchSettings settings =
                BenchSettings.of(Arrays.asList(args).subList(2, args.length));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("java", Runtime.version().toString());
        report.put("cores", Runtime.getRuntime().availableProcessors());
        report.put("settings", settings.json());
        report.put("loadAverageBefore", loadAverage());
        try (Bench bench = new Bench(settings, Path.of(args[0]))) {
            measure(bench, settings, report);
        }
        report.put("loadAverageAfter", loadAverage());
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Path.of(args[1]).toFile(), report);
    }

    private static void measure(Bench bench, BenchSettings settings, Map<String, Object> report)
            throws Exception {
        Bench.tell("items and model");
        try (World world = new World(bench, settings, "world")) {
            Bench.tell("loading the history");
            world.sendHistory();
            Histories histories = new Histories();
            histories.take(bench, world, Variant.REFERENCE);
            histories.take(bench, world, Variant.THROUGHPUT);
            Bench.tell("loading the backlog");
            world.sendBacklog();
            Map<String, Object> preload = new LinkedHashMap<>(world.figures());
            preload.putAll(histories.figures());
            report.put("preload", preload);
            ThroughputPart throughput = new ThroughputPart(bench, world, histories);
            report.putAll(throughput.json());
            LivePart live =
                    new LivePart(
                            bench,
                            world,
                            histories,
                            throughput.perSecond(Variant.THROUGHPUT) / 2);
            if (settings.has("latency")) {
                Bench.tell("latency");
                report.put("latency", live.latency(settings.seconds() * 2));
            }
            if (settings.has("recovery")) {
                Bench.tell("recovery");
                report.put("recovery", live.recovery());
            }
            report.put("peakBytes.taskmanager", CpuTimes.peakBytes(bench.taskManager().pid()));
            report.put(
                    "peakBytes.jobmanager",
                    CpuTimes.peakBytes(bench.stack().process("jobmanager").pid()));
        }
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private JobRun() {}
}
