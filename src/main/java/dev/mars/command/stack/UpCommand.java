// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.stack;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningStack;
import dev.mars.local.StackDirectory;
import dev.mars.local.StackProgress;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description =
                "Starts the local stack: Kafka, a schema registry and Flink, and a page that shows"
                        + " what goes on in them (see `mars inspect`), as processes that stay until"
                        + " `mars down`. Data is kept in mars.local.directory.")
public final class UpCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        Optional<RunningStack> earlier =
                LocalStack.find(options.localDirectory()).filter(RunningStack::isAnyUp);
        if (earlier.isPresent()) {
            return alreadyUp(earlier.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting the local stack in " + options.localDirectory());
        try (LocalStack stack =
                LocalStack.start(LocalSettings.from(configuration), StackProgress.lines(out))) {
            stack.startInspector(configuration);
            stack.detach();
        }
        out.println("The local stack is up.");
        LocalStack.find(options.localDirectory()).ifPresent(this::print);
        return 0;
    }

    private int alreadyUp(RunningStack stack) {
        if (StackDirectory.isBusy(stack.directory())) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "mars: another mars command is starting a local stack in "
                                    + stack.directory()
                                    + ", or runs on it; wait for it");
            return 1;
        }
        if (stack.isUp()) {
            spec.commandLine().getOut().println("The local stack is up already.");
            print(stack);
            return 0;
        }
        spec.commandLine()
                .getErr()
                .println(
                        "mars: the local stack is up in part; `mars status` shows what is down,"
                                + " `mars down` ends the rest, and `mars up` starts anew");
        return 1;
    }

    private void print(RunningStack stack) {
        PrintWriter out = spec.commandLine().getOut();
        stack.inspector().ifPresent(page -> out.println("  inspector  " + page));
        out.println("  Flink UI   " + stack.flinkRest());
        out.println("  Kafka      " + stack.bootstrapServers());
        out.println("  registry   " + stack.registryUrl());
        out.println("  logs       " + StackDirectory.logs(stack.directory()));
        out.println("Stop it with `mars down`; data stays. `mars down --purge` deletes it.");
    }
}
