// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.job.Role;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.preflight.Finding;
import dev.mars.preflight.Preflight;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "preflight",
        description = {
            "Looks at all that the augmentation job needs, before it is deployed: options that"
                    + " agree, topics with the right settings, permissions, schemas, a model,"
                    + " transactions' time-outs, where checkpoints go, and memory for the donors."
                    + " Changes nothing.",
            "",
            "Give the job's options and the cluster's config.yaml in one --config FILE. Look with"
                    + " the user that the job will have."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is in the way",
            "1:something is, or it could not be looked at",
            "2:wrong usage, or an option is not known"
        })
final class PreflightCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--donors",
            paramLabel = "N",
            description =
                    "How many HIGH users to expect, for the memory that they take (default"
                            + " ${DEFAULT-VALUE}).")
    private long donors = 100_000;

    @Option(
            names = "--items",
            paramLabel = "N",
            description =
                    "How many different items donors will hold, all of which are on every slot"
                            + " (default 50 a donor, 200,000 at most).")
    private Long items;

    @Override
    public Integer call() {
        if (donors < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--donors is " + donors + "; it must be 0 or more");
        }
        if (items == null) {
            items = donors < 4_000 ? 50 * donors : 200_000;
        } else if (items < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--items is " + items + "; it must be 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean clear =
                new Preflight(options.cluster(), Role::ofJob, donors, items)
                        .run((check, found) -> print(check, found, out));
        out.println(clear ? "Nothing is in the way." : "Do not deploy: repair what is FATAL.");
        out.flush();
        return clear ? 0 : 1;
    }

    private static void print(String check, List<Finding> found, PrintWriter out) {
        if (found.isEmpty()) {
            out.printf("ok       %s%n", check);
        }
        found.forEach(finding -> out.printf("%-8s %s%n", finding.severity(), finding));
        out.flush();
    }
}
