// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code mars} command. A subcommand is a class of its own, named here. */
@Command(
        name = "mars",
        description = "Multimodal alignment and sequence augmentation for CTR models, as a stream.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TopicsCommand.class,
            LoadCommand.class,
            TrainCommand.class,
            PreflightCommand.class,
            RunCommand.class,
            TailCommand.class,
            InspectCommand.class,
            BackfillCommand.class,
            DiffCommand.class,
            ExportCommand.class,
            RedriveCommand.class,
            OptionsCommand.class,
            MetricsCommand.class,
            AclsCommand.class,
            CheckCommand.class,
            EvaluateCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed; the message says why", "2:wrong usage"},
        footer = {"", "`mars COMMAND --help` explains a command."})
public final class Mars implements Runnable {
    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        CommandLine mars = new CommandLine(new Mars());
        mars.setExecutionExceptionHandler(new FailureMessage());
        mars.setCaseInsensitiveEnumValuesAllowed(true);
        return mars;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
