// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures what parts of MARS cost on this machine, and writes JSON.",
        subcommands = {
            AlignmentBench.class,
            RetrievalBench.class,
            AugmentationBench.class,
            JobBench.class,
            IndexMemoryBench.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "PART")
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to measure.");
    }
}
