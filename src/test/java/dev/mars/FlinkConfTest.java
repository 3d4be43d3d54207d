// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flink passes over a key that it does not know, so a misspelt line would do nothing, unseen. */
class FlinkConfTest {
    private static final String CLUSTER = "flink-conf/cluster";

    /** A line that is there to be uncommented. */
    private static final Pattern OFFERED =
            Pattern.compile("^# ([a-z][\\w-]*(?:\\.[\\w-]+)+): \\S+$", Pattern.MULTILINE);

    private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.\\w+\\.(.+)");

    /** What the Prometheus reporter reads beside what all reporters have. */
    private static final String PORT = "port";

    private static final Map<String, ConfigOption<?>> OPTIONS = new TreeMap<>();

    /** Every option that Flink's classes of options declare. */
    @BeforeAll
    static void readOptions() throws Exception {
        for (Class<?> one :
                new Class<?>[] {
                    CoreOptions.class, JobResultStoreOptions.class, RocksDBOptions.class
                }) {
            File jar = new File(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (JarFile file = new JarFile(jar)) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    if (entry.getName().endsWith("Options.class")) {
                        readOptions(entry.getName());
                    }
                }
            }
        }
    }

    private static void readOptions(String file) throws ReflectiveOperationException {
        String name = file.replace('/', '.').replaceFirst("\\.class$", "");
        Class<?> declaring = Class.forName(name, false, CoreOptions.class.getClassLoader());
        for (Field field : declaring.getFields()) {
            if (field.getType() == ConfigOption.class && Modifier.isStatic(field.getModifiers())) {
                ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                OPTIONS.put(option.key(), option);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flink-conf", CLUSTER})
    void flinkKnowsEveryKey(String directory) throws IOException {
        assertThat(OPTIONS).hasSizeGreaterThan(300);
        Configuration configuration = GlobalConfiguration.loadConfiguration(directory);
        assertThat(configuration.keySet()).isNotEmpty().allMatch(FlinkConfTest::isKnown);
        Matcher offered = OFFERED.matcher(Files.readString(Path.of(directory, "config.yaml")));
        while (offered.find()) {
            assertThat(offered.group(1)).matches(FlinkConfTest::isKnown);
        }
    }

    /** A process with a value that cannot be read does not start. */
    @Test
    void flinkReadsEveryValue() {
        Configuration configuration = GlobalConfiguration.loadConfiguration(CLUSTER);
        for (String key : configuration.keySet()) {
            ConfigOption<?> option = OPTIONS.get(key);
            if (option != null) {
                assertThat(configuration.getOptional(option)).as(key).isPresent();
            }
        }
    }

    /** BATCH leaks the future; unaligned or at-least-once checkpoints restore another state. */
    @Test
    void theClusterKeepsTheLaws() {
        Configuration configuration = GlobalConfiguration.loadConfiguration(CLUSTER);
        assertThat(configuration.get(ExecutionOptions.RUNTIME_MODE))
                .isEqualTo(RuntimeExecutionMode.STREAMING);
        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
                .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
        assertThat(configuration.get(CheckpointingOptions.ENABLE_UNALIGNED)).isFalse();
        assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(configuration.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    }

    /** The operator does not read the image's file: a line that is missing here has no effect. */
    @Test
    void theKubernetesDeploymentIsConfiguredAlike() throws IOException {
        JsonNode spec =
                new ObjectMapper(new YAMLFactory())
                        .readTree(new File("docker/kubernetes/flinkdeployment.yaml"))
                        .path("spec");
        Map<String, String> deployed = new TreeMap<>();
        spec.path("flinkConfiguration")
                .properties()
                .forEach(line -> deployed.put(line.getKey(), line.getValue().asText()));
        deployed.put(
                "jobmanager.memory.process.size", spec.at("/jobManager/resource/memory").asText());
        deployed.put(
                "taskmanager.memory.process.size",
                spec.at("/taskManager/resource/memory").asText());
        assertThat(deployed)
                .containsAllEntriesOf(GlobalConfiguration.loadConfiguration(CLUSTER).toMap());
        assertThat(deployed.keySet()).allMatch(key -> key.startsWith("mars.") || isKnown(key));
    }

    private static boolean isKnown(String key) {
        Matcher reporter = REPORTER.matcher(key);
        return reporter.matches()
                ? reporter.group(1).equals(PORT) || OPTIONS.containsKey(reporter.group(1))
                : OPTIONS.containsKey(key);
    }
}
