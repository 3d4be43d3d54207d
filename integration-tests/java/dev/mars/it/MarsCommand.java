// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.command.Mars;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine;

/**
 * A {@code mars} command as a script runs it, with a scenario's options.
 *
 * @param exit code
 * @param said all that it printed, errors included
 */
record MarsCommand(int exit, String said) {
    static MarsCommand run(Configuration configuration, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        configuration.toMap().forEach((key, value) -> all.add("-D" + key + "=" + value));
        // Where no stack is: the scenario's options say where everything is.
        all.add("-Dmars.local.directory=target/integration-tests/command");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int exit =
                new CommandLine(new Mars())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(out)
                        .setErr(out)
                        .setExecutionExceptionHandler(
                                (failure, command, result) -> {
                                    failure.printStackTrace(out);
                                    return command.getCommandSpec().exitCodeOnExecutionException();
                                })
                        .execute(all.toArray(String[]::new));
        return new MarsCommand(exit, said.toString());
    }
}
