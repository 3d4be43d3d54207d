// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start one process of the stack.
 *
 * @param name what people call it; also names its log
 * @param jvmFlags heap, collector, system properties
 * @param arguments the main class' own
 */
record ProcessSpec(
        String name,
        JavaRuntime java,
        String classpath,
        List<String> jvmFlags,
        String mainClass,
        List<String> arguments) {

    /** Starts it, tethered to this JVM: it ends when this one does. */
    Process start(Path directory) {
        Path temporary = directory.resolve("tmp").resolve(name);
        try {
            Files.createDirectories(temporary);
            Files.createDirectories(log(directory).getParent());
            ProcessBuilder builder = new ProcessBuilder(command(directory, temporary));
            builder.environment().putAll(environment());
            // The log is written by the process itself, and rolled; this is for what the JVM says.
            File output = output(directory).toFile();
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.to(output));
            return builder.start();
        } catch (IOException e) {
            throw new StackException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "CLASSPATH",
                classpath,
                // glibc gives each thread an arena; RocksDB's threads would keep hundreds of MB.
                "MALLOC_ARENA_MAX",
                "2",
                // Quarkus would answer the terminal's interrupt itself; see Tether.
                "DISABLE_SIGNAL_HANDLERS",
                "true");
    }

    private List<String> command(Path directory, Path temporary) {
        List<String> command = new ArrayList<>();
        command.add(java.executable());
        command.addAll(jvmFlags);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dlog.file=" + log(directory));
        command.add("-Dlog4j2.configurationFile=mars-process-log4j2.properties");
        command.add(Tether.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    Path log(Path directory) {
        return StackDirectory.logs(directory).resolve(name + ".log");
    }

    /** What the process wrote to its standard output and error. */
    Path output(Path directory) {
        return StackDirectory.logs(directory).resolve(name + ".out");
    }
}
