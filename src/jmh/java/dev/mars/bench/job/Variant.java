// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.config.MarsOptions;
import dev.mars.stream.AugmentationJob;
import dev.mars.stream.Extent;
import dev.mars.stream.ReferenceJob;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What is measured. */
enum Variant {
    /** The least that a job with a kilobyte of state per user does. */
    REFERENCE,
    /** The augmentation job where nobody is low-active: everything but retrieval. */
    STATE,
    /** The augmentation job as it is. */
    THROUGHPUT;

    /** Too low to be below. */
    private static final double NOBODY = 1e-9;

    boolean isReference() {
        return this == REFERENCE;
    }

    /**
     * Submits the job.
     *
     * @param world topics, and thresholds where they are known
     * @param output topic
     * @param savepoint to start from, or null
     */
    JobClient submit(Configuration world, String output, Extent extent, String savepoint)
            throws Exception {
        Configuration configuration = new Configuration(world);
        configuration.set(MarsOptions.OUTPUT_TOPIC, output);
        if (this == STATE) {
            configuration.set(MarsOptions.ACTIVITY_LOW, NOBODY);
        }
        configuration.set(DeploymentOptions.TARGET, "remote");
        configuration.set(DeploymentOptions.ATTACHED, false);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
        if (isReference()) {
            ReferenceJob.of(configuration).build(env);
        } else {
            AugmentationJob.of(configuration, extent).build(env);
        }
        return env.executeAsync(toString());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
