// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import dev.mars.config.LocalOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * What the local stack consists of and where it lives.
 *
 * @param directory data, logs and process ids
 * @param taskManagers TaskManager processes, at least 1
 * @param slots task slots of each
 * @param taskManagerMemory process memory of each
 * @param javaHome JDK of the Flink processes
 * @param simd whether those get {@code jdk.incubator.vector}
 * @param deleteOnClose whether {@link LocalStack#close} deletes the directory
 * @param extraClasspath goes before the libraries on every class path; for the classes of tests
 * @param flinkOptions Flink options that win over flink-conf/config.yaml
 * @param kafkaProperties of the broker, that win over its own; listeners are added to its own
 */
public record LocalSettings(
        Path directory,
        Ports ports,
        int taskManagers,
        int slots,
        MemorySize taskManagerMemory,
        Path javaHome,
        boolean simd,
        boolean deleteOnClose,
        List<Path> extraClasspath,
        Map<String, String> flinkOptions,
        Map<String, String> kafkaProperties) {

    /** The ports that people connect to; 0 picks a free one. */
    public record Ports(int kafka, int registry, int flink, int inspector) {
        /** Free ones for all. */
        public static final Ports FREE = new Ports(0, 0, 0, 0);
    }

    public LocalSettings {
        directory = withoutSeparators(directory.toAbsolutePath().normalize());
        extraClasspath = List.copyOf(extraClasspath);
        flinkOptions = Map.copyOf(flinkOptions);
        kafkaProperties = Map.copyOf(kafkaProperties);
        atLeastOne(LocalOptions.TASK_MANAGERS.key(), taskManagers);
        atLeastOne(LocalOptions.SLOTS.key(), slots);
    }

    /** Everything that is set under {@code mars.local}, and every option that is not MARS'. */
    public static LocalSettings from(Configuration configuration) {
        Map<String, String> flink = new TreeMap<>(configuration.toMap());
        flink.keySet().removeIf(key -> key.startsWith("mars."));
        return new LocalSettings(
                directory(configuration),
                new Ports(
                        configuration.get(LocalOptions.KAFKA_PORT),
                        configuration.get(LocalOptions.REGISTRY_PORT),
                        configuration.get(LocalOptions.FLINK_PORT),
                        configuration.get(LocalOptions.INSPECTOR_PORT)),
                configuration.get(LocalOptions.TASK_MANAGERS),
                configuration.get(LocalOptions.SLOTS),
                configuration.get(LocalOptions.TASK_MANAGER_MEMORY),
                configuration
                        .getOptional(LocalOptions.JAVA_HOME)
                        .map(Path::of)
                        .orElseGet(() -> JavaRuntime.current().home()),
                configuration.get(LocalOptions.SIMD),
                false,
                List.of(),
                flink,
                configuration.get(LocalOptions.KAFKA_PROPERTIES));
    }

    /**
     * The stack's directory: the user's if they set one, else beside the build, so that {@code mars
     * down} finds what {@code mars up} started from another working directory.
     */
    public static Path directory(Configuration configuration) {
        return configuration
                .getOptional(LocalOptions.DIRECTORY)
                .map(Path::of)
                .orElseGet(
                        () ->
                                Installation.find()
                                        .root()
                                        .resolve(LocalOptions.DIRECTORY.defaultValue()));
    }

    /** The same stack on ports that are free, for one beside another. */
    public LocalSettings onFreePorts() {
        return with(directory, Ports.FREE, deleteOnClose, extraClasspath);
    }

    /** The same stack in a directory of its own, which is deleted when the stack is closed. */
    public LocalSettings temporary(Path emptyDirectory) {
        return with(emptyDirectory, ports, true, extraClasspath);
    }

    /** The same stack with more on its processes' class path. */
    public LocalSettings withClasspath(List<Path> extra) {
        return with(directory, ports, deleteOnClose, extra);
    }

    private LocalSettings with(
            Path directory, Ports ports, boolean deleteOnClose, List<Path> extraClasspath) {
        return new LocalSettings(
                directory,
                ports,
                taskManagers,
                slots,
                taskManagerMemory,
                javaHome,
                simd,
                deleteOnClose,
                extraClasspath,
                flinkOptions,
                kafkaProperties);
    }

    /** Kafka takes its data's directory for a list, and H2 what follows a semicolon for options. */
    private static Path withoutSeparators(Path directory) {
        for (String separator : List.of(",", ";")) {
            if (directory.toString().contains(separator)) {
                throw new IllegalArgumentException(
                        ("%s: %s has a '%s' in it, which Kafka or the registry's database takes for"
                                        + " the path's end; choose a directory without one with"
                                        + " -D%s=DIR")
                                .formatted(
                                        LocalOptions.DIRECTORY.key(),
                                        directory,
                                        separator,
                                        LocalOptions.DIRECTORY.key()));
            }
        }
        return directory;
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + ": " + value + " is below 1; set at least 1");
        }
    }
}
