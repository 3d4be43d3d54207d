// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

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
            JobSettings.from(configuration);
        } catch (IllegalArgumentException e) {
            found.accept(Finding.fatal(NAME, e.getMessage(), "Correct it."));
        }
    }

    private OptionsCheck() {}
}
