// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.terminal.FailureMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Scripts rely on the exit codes, people on the messages. */
class MarsTest {
    /** They list what there is, check mathematics, or measure what is fixed. */
    private static final Set<String> NEED_NO_OPTIONS =
            Set.of(
                    "mars generate-completion",
                    "mars options",
                    "mars metrics",
                    "mars check stein",
                    "mars bench augmentation",
                    "mars bench index-memory",
                    "mars bench retrieval");

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("up", "down", "status", "Exit codes:");
    }

    /** Somebody who asks what a command does is told nothing, or cannot set what it goes by. */
    @Test
    void everyCommandHasHelpAndTakesOptions() {
        List<CommandLine> commands = new ArrayList<>();
        addCommandsOf(Mars.commandLine(), commands);
        Set<String> without = new TreeSet<>();
        for (CommandLine command : commands) {
            CommandSpec spec = command.getCommandSpec();
            String name = spec.qualifiedName();
            out.getBuffer().setLength(0);
            assertThat(run((name.replaceFirst("mars ", "") + " --help").split(" "))).isZero();
            assertThat(out.toString()).as(name).startsWith("Usage: " + name + " ");
            boolean configured = spec.findOption("--config") != null;
            assertThat(spec.findOption("-D") != null).as(name).isEqualTo(configured);
            // Groups of commands take none themselves.
            if (!configured && command.getSubcommands().isEmpty()) {
                without.add(name);
            }
        }
        assertThat(without).isEqualTo(NEED_NO_OPTIONS);
    }

    private static void addCommandsOf(CommandLine group, List<CommandLine> all) {
        for (CommandLine command : group.getSubcommands().values()) {
            all.add(command);
            addCommandsOf(command, all);
        }
    }

    /** Who cannot find an option or a metric by `mars` has to read the source. */
    @Test
    void listsOptionsAndMetrics() {
        assertThat(run("options")).isZero();
        assertThat(out.toString()).contains("  mars.epoch = 1 h", "Shapes the output.");
        assertThat(run("metrics")).isZero();
        assertThat(out.toString()).contains("deadLetters{reason}", "behavior gate");
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("up", "--wrong")).isEqualTo(2);
        assertThat(err.toString()).contains("--wrong").contains("Usage: mars up");
        assertThat(run("status", "-Dmars.epock=1 h")).isEqualTo(2);
        assertThat(err.toString())
                .contains("mars.epock: no such option; the nearest is mars.epoch");
    }

    @Test
    void statusFailsAndDownSucceedsWithoutAStack() {
        String here = "-Dmars.local.directory=" + directory;
        assertThat(run("status", here)).isEqualTo(1);
        assertThat(run("down", here)).isZero();
        assertThat(out.toString()).contains("No local stack is up in " + directory);
    }

    @Test
    void aFailureIsToldWithItsCausesOnce() {
        Exception failure =
                new ExecutionException("outer: inner", new IllegalStateException("inner"));
        assertThat(FailureMessage.describe(failure)).isEqualTo("outer: inner");
        assertThat(FailureMessage.describe(new NullPointerException()))
                .isEqualTo("NullPointerException");
    }

    private int run(String... args) {
        return Mars.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
