// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.config;

import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Every option of the local stack and of the inspector. None shapes the output. */
public final class LocalOptions {
    public static final ConfigOption<String> DIRECTORY =
            ConfigOptions.key("mars.local.directory")
                    .stringType()
                    .defaultValue(".mars")
                    .withDescription(
                            "Where the local stack keeps data, logs and process ids: a directory of"
                                    + " its own, empty or missing at first, without a comma or"
                                    + " semicolon in its path.");

    public static final ConfigOption<Integer> KAFKA_PORT = port("kafka", 9092, "Kafka broker");
    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
            ConfigOptions.key("mars.local.kafka.properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Properties of the local broker; they win over the stack's own. Listeners"
                                    + " are added to its one, which stays as it is.");
    public static final ConfigOption<Integer> REGISTRY_PORT =
            port("registry", 8081, "schema registry");
    public static final ConfigOption<Integer> FLINK_PORT =
            port("flink", 8082, "Flink REST API and web UI");
    public static final ConfigOption<Integer> INSPECTOR_PORT =
            port("inspector", 8083, "inspector page");

    public static final ConfigOption<Integer> TASK_MANAGERS =
            ConfigOptions.key("mars.local.task-managers")
                    .intType()
                    .defaultValue(1)
                    .withDescription("TaskManager processes of the local stack.");

    public static final ConfigOption<Integer> SLOTS =
            ConfigOptions.key("mars.local.slots")
                    .intType()
                    .defaultValue(4)
                    .withDescription("Task slots of each local TaskManager.");

    public static final ConfigOption<MemorySize> TASK_MANAGER_MEMORY =
            ConfigOptions.key("mars.local.task-manager-memory")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(1024))
                    .withDescription("Process memory of each local TaskManager.");

    public static final ConfigOption<String> JAVA_HOME =
            ConfigOptions.key("mars.local.java-home")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "JDK that the local Flink processes run on; the launcher's own unless set.");

    public static final ConfigOption<Boolean> SIMD =
            ConfigOptions.key("mars.local.simd")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Start local Flink processes with jdk.incubator.vector. Does not shape the"
                                    + " output.");

    public static final ConfigOption<Boolean> INSPECTOR_DONORS =
            ConfigOptions.key("mars.inspector.donors")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Show the donors behind a sequence on the inspector page, where outputs"
                                    + " carry them (mars.output.donor-ids).");

    private static ConfigOption<Integer> port(String name, int port, String what) {
        return ConfigOptions.key("mars.local.port." + name)
                .intType()
                .defaultValue(port)
                .withDescription("Port of the local " + what + "; 0 picks a free one.");
    }

    private LocalOptions() {}
}
