// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.config.MarsOptions;
import dev.mars.stream.JobSettings;
import java.util.function.Consumer;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;

/** Whether the options agree with each other. That they are known, and of their types, is known. */
final class OptionsCheck {
    static final String NAME = "options";

    static void look(Configuration configuration, Consumer<Finding> found) {
        RuntimeExecutionMode mode = configuration.get(ExecutionOptions.RUNTIME_MODE);
        if (mode != RuntimeExecutionMode.STREAMING) {
            found.accept(
                    Finding.fatal(
                            ExecutionOptions.RUNTIME_MODE.key(),
                            "is "
                                    + mode
                                    + "; it must be STREAMING: a batch run reads all donors first, and"
                                    + " so leaks the future into each answer",
                            "Leave it out, or set it to STREAMING."));
        }
        try {
            JobSettings settings = JobSettings.from(configuration);
            if (settings.parallelism() > settings.maxParallelism()) {
                found.accept(
                        Finding.fatal(
                                MarsOptions.PARALLELISM.key(),
                                "is %d; it must not be above %s, which is %d"
                                        .formatted(
                                                settings.parallelism(),
                                                MarsOptions.MAX_PARALLELISM.key(),
                                                settings.maxParallelism()),
                                "Lower it. The maximum can only be raised before the job first"
                                        + " runs: it is part of its state."));
            }
        } catch (IllegalArgumentException e) {
            found.accept(Finding.fatal(NAME, e.getMessage(), "Correct it."));
        }
    }

    private OptionsCheck() {}
}
