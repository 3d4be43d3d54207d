// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.train;

import dev.mars.alignment.DescentSettings;
import dev.mars.alignment.TrainingSettings;
import dev.mars.config.MarsOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Settings of a training from the options of MARS. */
public final class TrainingOptions {
    /**
     * @param dimensions of the base that is kept, or null to take those that are set
     * @param force publish a model that the gate refuses
     * @throws IllegalArgumentException for values out of range
     */
    public static TrainingSettings settings(
            ReadableConfig config, Integer dimensions, boolean force) {
        return new TrainingSettings(
                dimensions == null ? config.get(MarsOptions.DIMENSIONS) : dimensions,
                config.get(MarsOptions.MODEL_SEED),
                config.get(MarsOptions.MODEL_SAMPLE),
                config.get(MarsOptions.CCA_RIDGE),
                new DescentSettings(
                        config.get(MarsOptions.DESCENT_STEPS),
                        config.get(MarsOptions.DESCENT_BATCH),
                        config.get(MarsOptions.LEARNING_RATE),
                        config.get(MarsOptions.CONTRAST_TEMPERATURE),
                        config.get(MarsOptions.MATCH_WEIGHT),
                        config.get(MarsOptions.STEIN_WEIGHT)),
                force,
                config.get(MarsOptions.MODEL_METHOD));
    }

    private TrainingOptions() {}
}
