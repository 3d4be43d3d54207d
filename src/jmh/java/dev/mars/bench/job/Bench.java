// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.config.LocalOptions;
import dev.mars.config.MarsOptions;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.StackProcess;
import dev.mars.local.StackProgress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/**
 * The stack that everything is measured on: Kafka, registry, JobManager and one TaskManager of two
 * slots, each a process of its own, in a directory that goes when it is closed.
 */
final class Bench implements AutoCloseable {
    private static final long START = System.nanoTime();

    /** As for a cluster; the local stack's are for its one small process. */
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "mars.local.slots", "2",
                    "mars.job.parallelism", "2",
                    // Metrics are read every second; to fetch them costs both processes time.
                    "metrics.fetcher.update-interval", "2000",
                    // Flink's default, as managed memory is not small here.
                    "state.backend.rocksdb.writebuffer.size", "64mb",
                    // Two slots exchange more than a demo's worth.
                    "taskmanager.memory.network.max", "128m",
                    // The items' heartbeat is of a time that never comes.
                    "mars.validation.max-ahead", "4000 d",
                    // Any model will do that carries as large a sample of items as one by default:
                    // the index's cells come of it.
                    "mars.model.sample", "20000",
                    "mars.model.descent.steps", "30");

    private final LocalStack stack;
    private final Map<String, String> options;

    Bench(BenchSettings settings, Path directory) {
        options = new TreeMap<>(OPTIONS);
        options.put(LocalOptions.TASK_MANAGER_MEMORY.key(), settings.memoryMiB() + "m");
        options.putAll(settings.options());
        LocalSettings local = LocalSettings.from(Configuration.fromMap(options));
        tell("starting the stack");
        stack =
                LocalStack.start(
                        local.temporary(directory).onFreePorts().withClasspath(List.of(own())),
                        StackProgress.SILENT);
    }

    /** Where the classes of the benchmarks are: the reference job runs in the TaskManager. */
    private static Path own() {
        try {
            return Path.of(Bench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Options of jobs on the stack.
     *
     * @param name that ends those of the topics: a thread is known by the first letters of its
     *     topic
     */
    Configuration configuration(String name) {
        Configuration configuration = Configuration.fromMap(options);
        configuration.addAll(stack.flinkConfiguration());
        configuration.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        configuration.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
        configuration.set(MarsOptions.BEHAVIOR_TOPIC, "user-behavior-" + name);
        configuration.set(MarsOptions.ITEM_TOPIC, "item-modality-bench");
        configuration.set(MarsOptions.MODEL_TOPIC, "alignment-model-bench");
        configuration.set(MarsOptions.OUTPUT_TOPIC, "augmented-sequences-" + name);
        configuration.set(MarsOptions.DEAD_LETTER_TOPIC, "dead-letters-" + name);
        configuration.set(MarsOptions.CONSUMER_GROUP, name);
        return configuration;
    }

    URI flink() {
        return stack.flinkRest();
    }

    LocalStack stack() {
        return stack;
    }

    StackProcess taskManager() {
        return stack.process("taskmanager-1");
    }

    Path directory() {
        return stack.directory();
    }

    /** Progress, on standard error. */
    static void tell(String what) {
        System.err.printf("%5d s  %s%n", (System.nanoTime() - START) / 1_000_000_000, what);
    }

    static double secondsSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 1e8) / 10.0;
    }

    @Override
    public void close() {
        stack.close();
    }
}
