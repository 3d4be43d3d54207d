// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.config.MarsOptions;
import dev.mars.config.OptionValues;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The augmentation job as a cluster runs it: main class of the job jar, for {@code flink run}, for
 * application mode, and for the Kubernetes operator.
 *
 * <p>Options of MARS are read from the cluster's own configuration, where keys begin with {@code
 * mars.}, then from {@code --config FILE}, then from {@code -Dkey=value}; what comes later wins. So
 * {@code -Dmars.epoch="1 h"} means the same before the jar and after it. Without
 * mars.job.parallelism, the cluster's parallelism.default counts.
 */
public final class MarsJob {
    /**
     * @throws IllegalArgumentException for an unknown argument or option, or a wrong value
     */
    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        Configuration configuration =
                OptionValues.read(
                        env.getConfiguration().toMap(), arguments.config(), arguments.values());
        // What `flink run -p` and the Kubernetes operator set.
        int parallelism = configuration.get(CoreOptions.DEFAULT_PARALLELISM);
        if (configuration.contains(CoreOptions.DEFAULT_PARALLELISM) && parallelism > 0) {
            configuration.set(
                    MarsOptions.PARALLELISM,
                    configuration.getOptional(MarsOptions.PARALLELISM).orElse(parallelism));
        }
        env.configure(configuration);
        AugmentationJob.of(configuration, arguments.extent()).build(env);
        env.execute(AugmentationJob.NAME);
    }

    private MarsJob() {}
}
