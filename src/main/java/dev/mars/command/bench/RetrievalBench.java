// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mars.sort.TemporaryDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "retrieval",
        description = {
            "Measures the vector index against JVector, hnswlib and Lucene's HNSW, on the same"
                    + " vectors and in the same process, and writes figures and ratios as JSON:"
                    + " time to build, microseconds per query at recall 0.99 and 0.95 of the 32"
                    + " nearest, microseconds per upsert, bytes per vector, and the same with one"
                    + " upsert per query.",
            "Runs on this Java and on the newest that is found beside it (--quick: on this one). Leave"
                    + " the machine alone meanwhile. docs/retrieval-benchmark.md says how to read the"
                    + " figures."
        },
        mixinStandardHelpOptions = true)
final class RetrievalBench implements Callable<Integer> {
    private static final String PREPARE = "dev.mars.bench.PrepareVectors";
    private static final String RUN = "dev.mars.bench.RetrievalRun";
    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int QUICK_SIZE = 100_000;

    private static final List<String> DATASETS =
            List.of("simulator-items", "simulator-users", "data-items", "data-users");

    private static final List<String> CONTENDERS =
            List.of("mars", "jvector", "hnswlib", "lucene", "lucene-int8");

    /** Without the one that takes longest, and has been the best at nothing. */
    private static final List<String> QUICK_CONTENDERS =
            List.of("mars", "jvector", "hnswlib", "lucene");

    @Mixin private JsonReport report;
    @Spec private CommandSpec spec;

    @Option(
            names = "--quick",
            description =
                    "100,000 vectors alone, without lucene-int8, on this Java alone unless --java"
                            + " says otherwise: some 4 minutes, of which the peers take 3 to build."
                            + " Otherwise the same as --sizes 100000 --contenders"
                            + " mars,jvector,hnswlib,lucene.")
    private boolean quick;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "Vectors in the index (default 10000,100000,1000000; --quick 100000).")
    private List<Integer> sizes;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data set on disk, as `mars load` takes it, to measure on its items' and users'"
                            + " vectors too. Without it, simulated ones alone.")
    private Path data;

    @Option(
            names = "--datasets",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Some of simulator-items, simulator-users, data-items, data-users (default:"
                            + " simulator-items, and those of --data if it is given).")
    private List<String> datasets;

    @Option(
            names = "--contenders",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Some of mars, jvector, hnswlib, lucene, lucene-int8 (default: all; --quick"
                            + " without the last).")
    private List<String> contenders;

    @Option(
            names = "--java",
            paramLabel = "HOME",
            description =
                    "Home of a Java, 17 or newer, to measure on. May be repeated (default: this"
                            + " one, and without --quick the newest that JAVA25_HOME or the like"
                            + " names or that is installed).")
    private List<Path> homes;

    @Option(
            names = "--heap",
            paramLabel = "MiB",
            description =
                    "Heap of the process that measures (default: 3000, or 10000 from 1,000,000"
                            + " vectors on).")
    private Integer heap;

    @Option(
            names = "--vectors",
            paramLabel = "DIR",
            description =
                    "Keep the vectors in this directory, and use those that are there already"
                            + " (default: made anew each time).")
    private Path vectors;

    @Override
    public Integer call() throws Exception {
        check();
        Collection<BenchmarkJava> javas = javas();
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "measuring on Java "
                        + javas.stream()
                                .map(java -> Integer.toString(java.feature()))
                                .collect(Collectors.joining(" and ")));
        err.flush();
        report.prepare();
        try (TemporaryDirectory temporary = TemporaryDirectory.in(null, "mars-bench-")) {
            measure(javas, temporary.path());
        }
        return 0;
    }

    private Collection<BenchmarkJava> javas() {
        if (homes != null) {
            return homes.stream().map(BenchmarkJava::at).toList();
        }
        return quick ? List.of(BenchmarkJava.running()) : BenchmarkJava.found();
    }

    private void check() {
        if (sizes == null) {
            sizes = quick ? List.of(QUICK_SIZE) : SIZES;
        }
        if (contenders == null) {
            contenders = quick ? QUICK_CONTENDERS : CONTENDERS;
        }
        if (datasets == null) {
            datasets =
                    data == null
                            ? List.of("simulator-items")
                            : List.of("simulator-items", "data-items", "data-users");
        }
        if (data == null && datasets.stream().anyMatch(name -> name.startsWith("data-"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--datasets is "
                            + String.join(",", datasets)
                            + "; data-items and data-users come from a data set on disk: add"
                            + " --data DIR");
        }
        known("--datasets", datasets, DATASETS);
        known("--contenders", contenders, CONTENDERS);
        for (int size : sizes) {
            if (size < 1_000) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--sizes has " + size + "; an index must have 1000 vectors or more");
            }
        }
    }

    private void known(String option, List<String> names, List<String> all) {
        for (String name : names) {
            if (!all.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + " has " + name + "; it must be some of " + String.join(", ", all));
            }
        }
    }

    /** Where vectors are kept: those of a data set by themselves. */
    private Path kept() {
        return data == null
                ? vectors
                : vectors.resolve(data.toAbsolutePath().normalize().getFileName());
    }

    private void measure(Collection<BenchmarkJava> javas, Path temporary) throws Exception {
        BenchmarkProcess process = new BenchmarkProcess();
        Path directory = vectors == null ? temporary : Files.createDirectories(kept());
        String named = String.join(",", datasets);
        String sized = sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
        int most = sizes.stream().max(Comparator.naturalOrder()).orElseThrow();
        int heapMiB = heap != null ? heap : most >= 1_000_000 ? 10_000 : 3_000;
        process.run(
                javas.iterator().next(),
                heapMiB,
                PREPARE,
                List.of(
                        directory.toString(),
                        named,
                        sized,
                        data == null ? "" : data.toAbsolutePath().toString()));
        ObjectMapper json = new ObjectMapper();
        ObjectNode all = json.createObjectNode();
        all.put("cores", Runtime.getRuntime().availableProcessors());
        ArrayNode results = all.putArray("results");
        for (BenchmarkJava java : javas) {
            Path file = temporary.resolve("java-" + java.feature() + ".json");
            try {
                process.run(
                        java,
                        heapMiB,
                        RUN,
                        List.of(
                                directory.toString(),
                                named,
                                sized,
                                String.join(",", contenders),
                                file.toString()));
            } finally {
                // What has been measured before something went wrong is worth having.
                if (Files.exists(file)) {
                    json.readTree(file.toFile()).forEach(results::add);
                    if (report.isFile()) {
                        report.write(all.toPrettyString(), spec.commandLine().getOut());
                    }
                }
            }
        }
        if (!report.isFile()) {
            report.write(all.toPrettyString(), spec.commandLine().getOut());
        }
    }
}
