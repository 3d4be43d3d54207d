// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.config.MarsOptions;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.StackProgress;
import java.io.PrintWriter;
import org.apache.flink.configuration.Configuration;

/** A local stack for one command: on free ports, in a directory that goes when it is closed. */
final class TemporaryStack {
    /**
     * @param name of the command, for the directory's
     */
    static LocalStack start(String name, Configuration configuration, PrintWriter out) {
        LocalSettings settings = LocalSettings.from(configuration);
        String directory = name + "-" + ProcessHandle.current().pid();
        return LocalStack.start(
                settings.temporary(settings.directory().resolve(directory)).onFreePorts(),
                StackProgress.lines(out));
    }

    /** Makes the configuration one of jobs on the stack. */
    static void connect(Configuration configuration, LocalStack stack) {
        configuration.addAll(stack.flinkConfiguration());
        configuration.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        configuration.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
    }

    private TemporaryStack() {}
}
