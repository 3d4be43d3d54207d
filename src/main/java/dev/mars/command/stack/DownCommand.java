// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.stack;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningStack;
import dev.mars.local.StackDirectory;
import dev.mars.local.StackProgress;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        description = "Stops the local stack, also what is left of one. Data stays.")
public final class DownCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(names = "--purge", description = "Delete its data too: topics, schemas, checkpoints.")
    private boolean purge;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunningStack> stack = LocalStack.find(options.localDirectory());
        if (stack.filter(RunningStack::isAnyUp).isPresent()) {
            stack.get().stop(StackProgress.lines(out));
            out.println("The local stack is down.");
        } else {
            stack.ifPresent(leftover -> leftover.stop(StackProgress.SILENT));
            out.println("No local stack is up in " + options.localDirectory() + ".");
        }
        if (purge) {
            boolean gone = StackDirectory.purge(options.localDirectory());
            out.println(
                    (gone ? "Deleted " : "Deleted what is the stack's in ")
                            + options.localDirectory()
                            + ".");
        }
        return 0;
    }
}
