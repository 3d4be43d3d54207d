// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.command.Mars;
import dev.mars.config.LocalOptions;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * A {@code mars} command as a script runs it, with a scenario's options.
 *
 * @param exit code
 * @param said all that it printed, errors included
 */
record MarsCommand(int exit, String said) {
    /** In this process. */
    static MarsCommand run(Configuration configuration, String... args) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        int exit =
                Mars.commandLine()
                        .setOut(out)
                        .setErr(out)
                        .execute(words(configuration, args).toArray(String[]::new));
        return new MarsCommand(exit, said.toString());
    }

    /**
     * In a process of its own.
     *
     * @param environment what it has beside this process' own
     */
    static MarsCommand runApart(
            Map<String, String> environment, Configuration configuration, String... args)
            throws IOException, InterruptedException {
        ProcessBuilder builder = process(configuration, args);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new MarsCommand(process.waitFor(), said);
    }

    /** With the class path of {@code ./mars}, which is not that of a test. */
    static ProcessBuilder process(Configuration configuration, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Dmars.home=.");
        command.add(Mars.class.getName());
        command.addAll(words(configuration, args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        String libraries = Files.readString(Path.of("target/classpath")).strip();
        builder.environment().put("CLASSPATH", "target/classes" + File.pathSeparator + libraries);
        return builder;
    }

    private static List<String> words(Configuration configuration, String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        configuration.toMap().forEach((key, value) -> words.add("-D" + key + "=" + value));
        if (!configuration.contains(LocalOptions.DIRECTORY)) {
            // Where no stack is: the scenario's options say where everything is.
            words.add("-Dmars.local.directory=target/integration-tests/command");
        }
        return words;
    }
}
