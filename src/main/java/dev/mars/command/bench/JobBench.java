// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import dev.mars.command.stack.TemporaryStack;
import dev.mars.command.terminal.CommonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "job",
        description = {
            "Measures the augmentation job against a reference job with the same source, decoding and"
                    + " sink and one read-modify-write of 1 KB of RocksDB state per event, in turns, on"
                    + " a local stack of its own, and writes figures and ratios as JSON.",
            "Leave the machine alone meanwhile. docs/job-benchmark.md says how to read the figures."
        })
final class JobBench implements Callable<Integer> {
    private static final String RUN = "dev.mars.bench.job.JobRun";
    private static final int HEAP_MIB = 1_000;
    private static final String DIRECTORY = "bench-job-";
    private static final List<String> PARTS =
            List.of("throughput", "latency", "recovery", "state", "growth", "skew");

    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(names = "--quick", description = "Smaller, within 10 minutes; see the defaults below.")
    private boolean quick;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description =
                    "Some of throughput, latency, recovery, state, growth, skew (default: all but"
                            + " skew; --quick: the first three). latency and recovery"
                            + " need throughput.")
    private List<String> parts;

    @Option(
            names = "--points",
            split = ",",
            paramLabel = "USERSxDONORS",
            description = "Worlds of part growth (default ${DEFAULT-VALUE}).")
    private List<String> points =
            List.of(
                    "10000x500",
                    "100000x5000",
                    "1000000x50000",
                    "1000000x1000",
                    "1000000x10000",
                    "1000000x100000");

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Users of the world (default 1000000; --quick 400000).")
    private Integer users;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Items (default 200000; --quick 100000).")
    private Integer items;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "Behaviours before any measurement (default 8 a user; --quick 1.5).")
    private Long history;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            description = "Behaviours to measure with (default 4000000; --quick 1000000).")
    private Long backlog;

    @Option(
            names = "--donors",
            paramLabel = "N",
            description = "HIGH users (default 50000; --quick 20000).")
    private Integer donors;

    @Option(
            names = "--low-active",
            paramLabel = "SHARE",
            description = "Share of requests by LOW users (default ${DEFAULT-VALUE}).")
    private double lowActive = 0.3;

    @Option(
            names = "--daily",
            paramLabel = "N",
            description = "Behaviours of a user a day, on average (default 10; --quick 4).")
    private Double daily;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Turns, of which medians are taken (default 3; --quick 2).")
    private Integer rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "A measurement takes this long or somewhat longer (default 30; --quick 10).")
    private Integer seconds;

    @Option(
            names = "--memory",
            paramLabel = "MiB",
            description = "Process memory of the TaskManager (default ${DEFAULT-VALUE}).")
    private int memory = 3_584;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the simulated world (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write the JSON here, not to standard output; and a page with charts beside"
                            + " it, FILE.html.")
    private Path report;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        if (report != null) {
            JsonReport.prepare(report);
        }
        TemporaryStack.deleteLeftOvers(options.localDirectory(), DIRECTORY);
        Path directory =
                options.localDirectory().resolve(DIRECTORY + ProcessHandle.current().pid());
        Path file =
                report != null
                        ? report.toAbsolutePath()
                        : Files.createTempFile("mars-bench", ".json");
        List<String> arguments = new ArrayList<>(List.of(directory.toString(), file.toString()));
        settings().forEach((name, value) -> arguments.add(name + "=" + value));
        options.configuration()
                .toMap()
                .forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        try {
            new BenchmarkProcess().run(BenchmarkJava.running(), HEAP_MIB, RUN, arguments);
            if (report == null) {
                spec.commandLine().getOut().println(Files.readString(file));
            }
        } finally {
            if (report == null) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(Path.of(file + ".html"));
            }
        }
        return 0;
    }

    private int users() {
        return users != null ? users : quick ? 400_000 : 1_000_000;
    }

    private int donors() {
        return donors != null ? donors : quick ? 20_000 : 50_000;
    }

    /** What is to be measured, by name. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("users", users());
        settings.put("items", items != null ? items : quick ? 100_000 : 200_000);
        settings.put(
                "history", history != null ? history : quick ? users() * 3L / 2 : users() * 8L);
        settings.put("backlog", backlog != null ? backlog : quick ? 1_000_000L : 4_000_000L);
        settings.put("donors", donors());
        settings.put("lowShare", lowActive);
        settings.put("daily", daily != null ? daily : quick ? 4 : 10);
        settings.put("rounds", rounds != null ? rounds : quick ? 2 : 3);
        settings.put("seconds", seconds != null ? seconds : quick ? 10 : 30);
        settings.put("memoryMiB", memory);
        settings.put("seed", seed);
        settings.put("parts", String.join(",", parts()));
        settings.put("points", String.join(",", points));
        return settings;
    }

    private List<String> parts() {
        return parts != null ? parts : PARTS.subList(0, quick ? 3 : PARTS.size() - 1);
    }

    private void check() {
        for (String count : List.of("items", "backlog", "rounds", "seconds")) {
            Number value = (Number) settings().get(count);
            require(
                    value.longValue() >= 1,
                    "--" + count + " is " + value + "; it must be 1 or more");
        }
        for (String point : points) {
            require(
                    point.matches("[1-9][0-9]{0,8}x[1-9][0-9]{0,8}"),
                    "--points has " + point + "; it must be of the form 100000x5000");
        }
        for (String part : parts()) {
            require(
                    PARTS.contains(part),
                    "--parts has " + part + "; it must be some of " + String.join(", ", PARTS));
        }
        require(
                parts().contains("throughput")
                        || !parts().contains("latency") && !parts().contains("recovery"),
                "--parts has latency or recovery without throughput, which tells at what rate; add"
                        + " it");
        require(
                donors() >= 1 && donors() < users(),
                "--donors is "
                        + donors()
                        + "; it must be at least 1 and less than --users, "
                        + users());
        require(
                lowActive >= 0 && lowActive < 1,
                "--low-active is " + lowActive + "; it must be a share, 0 to below 1");
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
