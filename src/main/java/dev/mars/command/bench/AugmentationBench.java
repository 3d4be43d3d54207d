// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

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
        name = "augmentation",
        description = {
            "Measures one augmentation of a user with 3 own items against 100,000 donors, and the"
                    + " same ranking computed over all donors, in turns, and writes figures and"
                    + " ratios as JSON: microseconds, postings touched, bytes allocated, and bytes"
                    + " a donor takes in the index.",
            "Leave the machine alone meanwhile. docs/retrieval-benchmark.md says how to read the"
                    + " figures."
        },
        mixinStandardHelpOptions = true)
final class AugmentationBench implements Callable<Integer> {
    private static final String RUN = "dev.mars.bench.AugmentationRun";
    private static final int HEAP_MIB = 6_000;

    @Mixin private JsonReport report;
    @Spec private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Rounds, of which medians are taken; some 90 s each (default"
                            + " ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds is " + rounds + "; it must be 1 or more");
        }
        report.prepare();
        Path file = Files.createTempFile("mars-bench", ".json");
        try {
            new BenchmarkProcess()
                    .run(
                            BenchmarkJava.running(),
                            HEAP_MIB,
                            RUN,
                            List.of(Integer.toString(rounds), file.toString()));
            String text = Files.readString(file);
            report.write(text, spec.commandLine().getOut());
        } finally {
            Files.delete(file);
        }
        return 0;
    }
}
