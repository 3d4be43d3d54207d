// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A Flink session cluster from flink-conf/config.yaml: a JobManager and TaskManagers, each a JVM
 * whose heap, direct memory and metaspace follow from Flink's memory model, as in Flink's own start
 * scripts.
 */
final class FlinkCluster {
    /** From here on G1 is worth its own memory. */
    private static final MemorySize LARGE = MemorySize.ofMebiBytes(2048);

    /**
     * A loaded machine may take longer than 10 s to start a JVM's actor system; that is no failure.
     * Flink's pekko.startup-timeout does not reach this: it is written to a path of Pekko's
     * configuration (remote.startup-timeout) that Pekko left when its remoting became "classic".
     */
    private static final String ACTORS_START = "-Dpekko.remote.classic.startup-timeout=300s";

    private final LocalSettings settings;
    private final StackPorts ports;
    private final JavaRuntime java;

    FlinkCluster(LocalSettings settings, StackPorts ports) {
        this.settings = settings;
        this.ports = ports;
        this.java = JavaRuntime.at(settings.javaHome());
    }

    URI rest() {
        return URI.create("http://localhost:" + ports.flink());
    }

    /** As Flink reads it: spaces and the like are not escaped. */
    private String location(String name) {
        return "file://" + settings.directory().resolve(name);
    }

    /** Writes this stack's config.yaml from the template. */
    void writeConfiguration(Path template) {
        Map<String, String> values = new TreeMap<>();
        values.put("flinkPort", Integer.toString(ports.flink()));
        values.put("jobManagerPort", Integer.toString(ports.jobManager()));
        values.put("slots", Integer.toString(settings.slots()));
        values.put("taskManagerMemory", settings.taskManagerMemory().toString());
        values.put("temporary", settings.directory().resolve("tmp/flink").toString());
        values.put("checkpoints", location("checkpoints"));
        values.put("savepoints", location("savepoints"));
        try {
            Files.createDirectories(configDirectory());
            String text = Files.readString(template);
            for (Map.Entry<String, String> value : values.entrySet()) {
                // Inside single quotes YAML knows one escape: the doubled quote.
                text =
                        text.replace(
                                "${" + value.getKey() + "}", value.getValue().replace("'", "''"));
            }
            Files.writeString(configDirectory().resolve("config.yaml"), text);
        } catch (IOException e) {
            throw new StackException("cannot write Flink's configuration: " + e.getMessage(), e);
        }
    }

    /** The cluster's configuration, with what a client needs to submit to it. */
    Configuration configuration() {
        Configuration configuration =
                GlobalConfiguration.loadConfiguration(configDirectory().toString());
        configuration.addAll(Configuration.fromMap(settings.flinkOptions()));
        configuration.set(DeploymentOptions.TARGET, "remote");
        return configuration;
    }

    Component jobManager(String classpath) {
        JobManagerProcessSpec memory =
                JobManagerProcessUtils.processSpecFromConfig(configuration());
        List<String> flags = flags();
        flags.addAll(
                words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration())));
        flags.addAll(List.of("-XX:+UseSerialGC", JavaRuntime.QUICK_START));
        flags.addAll(words(configuration().get(CoreOptions.FLINK_JM_JVM_OPTIONS)));
        List<String> arguments = arguments();
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        return new Component(
                new ProcessSpec(
                        "jobmanager",
                        java,
                        classpath,
                        flags,
                        StandaloneSessionClusterEntrypoint.class.getName(),
                        arguments),
                ports.flink(),
                rest().toString(),
                () -> Http.get(rest().resolve("/overview")).has("taskmanagers"));
    }

    /**
     * @param name of the process
     * @param n how many processes there have been under this name, with this one
     */
    Component taskManager(String classpath, String name, int n) {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration());
        // A new id each time: the JobManager must not take a new process for the one that died.
        String id = name + "-" + n;
        List<String> flags = flags();
        flags.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
        if (settings.taskManagerMemory().compareTo(LARGE) < 0) {
            flags.add("-XX:+UseSerialGC");
        }
        if (settings.simd()) {
            flags.add("--add-modules=jdk.incubator.vector");
        }
        flags.addAll(words(configuration().get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
        List<String> arguments = arguments();
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.addAll(List.of("-D", "taskmanager.resource-id=" + id));
        ProcessSpec spec =
                new ProcessSpec(
                        name, java, classpath, flags, TaskManagerRunner.class.getName(), arguments);
        return new Component(spec, 0, settings.slots() + " slots", () -> isRegistered(id));
    }

    private boolean isRegistered(String id) throws IOException {
        for (JsonNode taskManager :
                Http.get(rest().resolve("/taskmanagers")).path("taskmanagers")) {
            if (taskManager.path("id").asText().equals(id)) {
                return taskManager.path("slotsNumber").asInt() == settings.slots();
            }
        }
        return false;
    }

    private Path configDirectory() {
        return settings.directory().resolve("flink-conf");
    }

    private List<String> flags() {
        List<String> flags = new ArrayList<>(java.openings());
        flags.add(ACTORS_START);
        flags.addAll(words(configuration().get(CoreOptions.FLINK_JVM_OPTIONS)));
        return flags;
    }

    private List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", configDirectory().toString()));
        settings.flinkOptions()
                .forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        return arguments;
    }

    private static List<String> words(String line) {
        return line.isBlank() ? List.of() : List.of(line.strip().split("\\s+"));
    }
}
