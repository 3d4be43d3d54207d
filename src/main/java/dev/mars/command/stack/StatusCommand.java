// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.stack;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningProcess;
import dev.mars.local.RunningStack;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Shows the local stack's processes. Exit code 1 if any of them is down.")
public final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-15s %8s  %-5s %6s %8s  %s%n";

    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunningStack> stack = LocalStack.find(options.localDirectory());
        if (stack.isEmpty()) {
            out.println(
                    "No local stack is up in "
                            + options.localDirectory()
                            + "; `mars up` starts one.");
            return 1;
        }
        out.printf(ROW, "NAME", "PID", "STATE", "PORT", "MEMORY", "LOG");
        stack.get().processes().forEach(process -> print(process, out));
        return stack.get().isUp() ? 0 : 1;
    }

    private static void print(RunningProcess process, PrintWriter out) {
        out.printf(
                ROW,
                process.name(),
                process.pid(),
                process.isAlive() ? "up" : "down",
                process.port() == 0 ? "" : process.port(),
                process.residentMemory()
                        .map(MemorySize::getMebiBytes)
                        .map(mb -> mb + " MB")
                        .orElse(""),
                process.log());
    }
}
