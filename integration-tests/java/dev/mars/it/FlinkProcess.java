// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.local.Tether;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A container's command as a plain process: as the image's entry point and Flink's scripts start
 * it, with the memory that follows from the configuration, and its JVM options.
 */
final class FlinkProcess {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();

    /** It lives for a minute and shares two cores with others: no collector of many threads. */
    private static final String ONE_COLLECTOR = "-XX:+UseSerialGC";

    /**
     * Where little is computed: compile fast, not well. TaskManagers need SIMD, and so all of it.
     */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final String name;
    private final Path output;
    private final Process process;

    /**
     * @param command of the service, then more arguments, which win
     */
    static FlinkProcess start(FlinkImage image, String name, List<String> command)
            throws IOException {
        List<String> arguments = command.subList(1, command.size());
        Configuration configuration =
                GlobalConfiguration.loadConfiguration(
                        image.directory("conf").toString(), Configuration.fromMap(set(arguments)));
        List<String> java = new ArrayList<>();
        java.add(JAVA);
        String mainClass;
        String memory;
        switch (command.get(0)) {
            case "standalone-job", "jobmanager" -> {
                mainClass =
                        command.get(0).equals("jobmanager")
                                ? StandaloneSessionClusterEntrypoint.class.getName()
                                : StandaloneApplicationClusterEntryPoint.class.getName();
                JobManagerProcessSpec spec =
                        JobManagerProcessUtils.processSpecFromConfig(configuration);
                java.addAll(
                        words(
                                JobManagerProcessUtils.generateJvmParametersStr(
                                        spec, configuration)));
                java.addAll(words(configuration.get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
                java.add(QUICK_START);
                memory = JobManagerProcessUtils.generateDynamicConfigsStr(spec);
            }
            case "taskmanager" -> {
                mainClass = TaskManagerRunner.class.getName();
                TaskExecutorProcessSpec spec =
                        TaskExecutorProcessUtils.processSpecFromConfig(configuration);
                java.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
                java.addAll(words(configuration.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
                memory = TaskExecutorProcessUtils.generateDynamicConfigsStr(spec);
            }
            default ->
                    throw new IOException(
                            "docker/compose.yaml: " + command.get(0) + " is no command of Flink's");
        }
        java.addAll(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)));
        java.add(ONE_COLLECTOR);
        java.addAll(main(image, name, mainClass));
        java.addAll(List.of("--configDir", image.directory("conf").toString()));
        java.addAll(words(memory));
        java.addAll(arguments);
        return new FlinkProcess(image, name, java);
    }

    /** {@code bin/flink} with these arguments. */
    static FlinkProcess flink(FlinkImage image, List<String> arguments) throws IOException {
        List<String> java = new ArrayList<>();
        java.addAll(List.of(JAVA, ONE_COLLECTOR, QUICK_START));
        java.addAll(
                words(
                        GlobalConfiguration.loadConfiguration(image.directory("conf").toString())
                                .get(CoreOptions.FLINK_JVM_OPTIONS)));
        java.addAll(main(image, "flink", CliFrontend.class.getName()));
        java.addAll(arguments);
        return new FlinkProcess(image, "flink", java);
    }

    private static List<String> main(FlinkImage image, String name, String mainClass)
            throws IOException {
        return List.of(
                "-Dlog.file=" + image.directory("log").resolve(name + ".log"),
                "-Dlog4j.configurationFile="
                        + image.directory("conf").resolve("log4j-console.properties").toUri(),
                Tether.class.getName(),
                mainClass);
    }

    private FlinkProcess(FlinkImage image, String name, List<String> java) throws IOException {
        this.name = name;
        output = image.directory("log").resolve(name + ".out");
        ProcessBuilder builder = new ProcessBuilder(java);
        builder.environment()
                .putAll(
                        Map.of(
                                "CLASSPATH",
                                image.directory("tether")
                                        + File.pathSeparator
                                        + image.directory("lib").resolve("*"),
                                "FLINK_CONF_DIR",
                                image.directory("conf").toString(),
                                "FLINK_LIB_DIR",
                                image.directory("lib").toString(),
                                "FLINK_PLUGINS_DIR",
                                image.directory("plugins").toString()));
        process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What a person would look at first. */
    String story() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return name
                + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    void end() {
        process.destroy();
    }

    /** Gives the exit code. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** What -Dkey=value sets. */
    private static Map<String, String> set(List<String> arguments) {
        Map<String, String> set = new TreeMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("-D")) {
                int equals = argument.indexOf('=');
                set.put(argument.substring(2, equals), argument.substring(equals + 1));
            }
        }
        return set;
    }

    private static List<String> words(String line) {
        return line == null || line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
    }
}
