// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** If one of these fails, a long measurement starts that is not the one that was asked for. */
class JobBenchTest {
    private static Map<String, Object> settings(String... args) {
        JobBench bench = new JobBench();
        new CommandLine(bench).parseArgs(args);
        return bench.settings();
    }

    @Test
    void isAsLargeAsTheDesignAsks() {
        assertThat(settings())
                .containsEntry("users", 1_000_000)
                .containsEntry("items", 200_000)
                .containsEntry("donors", 50_000)
                .containsEntry("lowShare", 0.3)
                .containsEntry("rounds", 3);
    }

    @Test
    void quickIsSmallerWhereNothingElseIsSaid() {
        assertThat(settings("--quick", "--items", "7"))
                .containsEntry("users", 400_000)
                .containsEntry("donors", 20_000)
                .containsEntry("items", 7)
                .containsEntry("rounds", 2)
                .containsEntry("parts", "throughput,latency,recovery");
    }

    @Test
    void whatCannotBeMeasuredIsRefusedAtOnce() {
        assertThat(refusal("--parts", "speed")).contains("--parts has speed");
        assertThat(refusal("--parts", "latency")).contains("without throughput");
        assertThat(refusal("--donors", "9", "--users", "9")).contains("less than --users, 9");
        assertThat(refusal("--low-active", "1")).contains("0 to below 1");
        assertThat(refusal("--rounds", "0")).contains("--rounds is 0; it must be 1 or more");
        assertThat(refusal("--points", "5")).contains("of the form 100000x5000");
    }

    private static String refusal(String... args) {
        StringWriter said = new StringWriter();
        int code =
                new CommandLine(new JobBench()).setErr(new PrintWriter(said, true)).execute(args);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        return said.toString();
    }
}
