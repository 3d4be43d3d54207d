// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import dev.mars.local.Tether;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs benchmark classes, which are not on this process' class path, in a JVM of their own. */
final class BenchmarkProcess {
    private final String classpath;

    /**
     * @throws IllegalStateException if the benchmarks are not built
     */
    BenchmarkProcess() throws IOException {
        Path target = Path.of(System.getProperty("mars.home", "."), "target");
        Path list = target.resolve("benchmark-classpath");
        if (!Files.exists(list)) {
            throw new IllegalStateException(
                    "the benchmarks are not built: there is no "
                            + list
                            + "; start the command by ./mars, or run ./mvnw test-compile");
        }
        classpath =
                String.join(
                        System.getProperty("path.separator"),
                        target.resolve("classes").toString(),
                        target.resolve("test-classes").toString(),
                        Files.readString(list).trim());
    }

    /**
     * Runs a main class to its end; it is ended with this process. What it says goes to standard
     * error.
     *
     * @throws IllegalStateException if it fails
     */
    void run(BenchmarkJava java, int heapMiB, String mainClass, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.executable()));
        command.add("-Xmx" + heapMiB + "m");
        command.add("-XX:+UseParallelGC");
        command.add("--add-modules=jdk.incubator.vector");
        // What this process may reach into, Flink's client may there.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens"))
                .forEach(command::add);
        if (java.feature() >= 22) {
            // JVector's native SIMD. The console of these versions is there even if it is a pipe.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-Djdk.console=java.base");
        }
        if (java.feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add(Tether.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", classpath);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        int code;
        try {
            code = process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        if (code != 0) {
            throw new IllegalStateException(
                    mainClass
                            + " on Java "
                            + java.feature()
                            + " ended with "
                            + code
                            + "; what it said is above. If memory ran out, set --heap higher than "
                            + heapMiB);
        }
    }
}
