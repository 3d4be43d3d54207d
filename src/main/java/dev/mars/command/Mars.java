// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.bench.BenchCommand;
import dev.mars.command.check.CheckCommand;
import dev.mars.command.diff.DiffCommand;
import dev.mars.command.evaluate.EvaluateCommand;
import dev.mars.command.export.ExportCommand;
import dev.mars.command.job.BackfillCommand;
import dev.mars.command.job.RunCommand;
import dev.mars.command.load.LoadCommand;
import dev.mars.command.redrive.RedriveCommand;
import dev.mars.command.stack.DownCommand;
import dev.mars.command.stack.StatusCommand;
import dev.mars.command.stack.UpCommand;
import dev.mars.command.terminal.FailureMessage;
import dev.mars.command.train.TrainCommand;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
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
            HeartbeatCommand.class,
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
            BenchCommand.class,
            GenerateCompletion.class
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
        // What is printed is English; digits and separators too.
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(args));
    }

    /** As a shell runs it. */
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
