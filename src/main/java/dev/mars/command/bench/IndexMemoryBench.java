// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "index-memory",
        description = {
            "Measures what the index of donors takes of the heap of one subtask, in either"
                    + " mars.index.mode, and writes bytes as JSON: for one of as many shards as asked"
                    + " for, with the items that each subtask has all of, or for one index over all"
                    + " donors.",
            "docs/retrieval-benchmark.md says how to read the figures."
        },
        mixinStandardHelpOptions = true)
final class IndexMemoryBench implements Callable<Integer> {
    private static final String RUN = "dev.mars.bench.IndexMemoryRun";

    @Mixin private JsonReport report;
    @Spec private CommandSpec spec;

    @Option(
            names = "--donors",
            paramLabel = "N",
            description = "Donors of 50 items each, in all (default ${DEFAULT-VALUE}).")
    private int donors = 1_000_000;

    @Option(
            names = "--shards",
            paramLabel = "N",
            split = ",",
            description =
                    "Numbers of shards; 0 is one index over all, which takes some 4 KB a donor"
                            + " (default ${DEFAULT-VALUE}).")
    private List<Integer> shards = List.of(1, 2, 4);

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            description = "Heap of each measurement's JVM (default ${DEFAULT-VALUE}).")
    private int heap = 7_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (donors < 1 || shards.stream().anyMatch(count -> count < 0)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--donors is "
                            + donors
                            + " and --shards "
                            + shards
                            + "; there must be 1 donor or more, and 0 shards or more");
        }
        ObjectMapper json = new ObjectMapper();
        ObjectNode figures = json.createObjectNode();
        figures.put("java", Runtime.version().toString());
        figures.put("donors", donors);
        ArrayNode rows = figures.putArray("subtasks");
        report.prepare();
        Path file = Files.createTempFile("mars-bench", ".json");
        try {
            for (int count : shards) {
                new BenchmarkProcess()
                        .run(
                                BenchmarkJava.running(),
                                heap,
                                RUN,
                                List.of("" + donors, "" + count, file.toString()));
                rows.add(json.readTree(file.toFile()));
            }
        } finally {
            Files.delete(file);
        }
        String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        report.write(text, spec.commandLine().getOut());
        return 0;
    }
}
