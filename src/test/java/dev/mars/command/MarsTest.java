// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Scripts rely on the exit codes, people on the messages. */
class MarsTest {
    private static final Set<String> LISTS = Set.of("options", "metrics");

    @TempDir Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("up", "down", "status", "Exit codes:");
    }

    @Test
    void everyCommandHasHelpAndTakesOptions() {
        for (CommandLine command : Mars.commandLine().getSubcommands().values()) {
            assertThat(run(command.getCommandName(), "--help")).isZero();
            assertThat(out.toString()).contains("Usage: mars " + command.getCommandName());
            // Groups of commands take none themselves, and those that list what there is need none.
            if (command.getSubcommands().isEmpty() && !LISTS.contains(command.getCommandName())) {
                assertThat(command.getCommandSpec().findOption("--config")).isNotNull();
                assertThat(command.getCommandSpec().findOption("-D")).isNotNull();
            }
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
