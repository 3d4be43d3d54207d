// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.stack;

import dev.mars.config.MarsOptions;
import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.RunningStack;
import dev.mars.local.StackDirectory;
import dev.mars.local.StackException;
import dev.mars.local.StackProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;

/**
 * A local stack for one command: on free ports, in a directory that goes when it is closed. If the
 * command fails, the processes' logs stay there, until the command is next given.
 */
public final class TemporaryStack {
    /**
     * @param name of the command, for the directory's
     */
    public static LocalStack start(String name, Configuration configuration, PrintWriter out) {
        LocalSettings settings = LocalSettings.from(configuration);
        deleteLeftOvers(settings.directory(), name + "-");
        String directory = name + "-" + ProcessHandle.current().pid();
        return LocalStack.start(
                settings.temporary(settings.directory().resolve(directory)).onFreePorts(),
                StackProgress.lines(out));
    }

    /** Does what the command is for; if that fails, says where the stack's logs are left. */
    public static <T> T use(LocalStack stack, Callable<T> work, PrintWriter out) throws Exception {
        try {
            return work.call();
        } catch (Exception | Error e) {
            if (stack.keepLogs()) {
                out.println("The stack's logs stay in " + StackDirectory.logs(stack.directory()));
                out.flush();
            }
            throw e;
        }
    }

    /** A command that is killed ends its processes, but cannot delete their data any more. */
    public static void deleteLeftOvers(Path parent, String prefix) {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path one : left) {
                if (StackDirectory.isTemporaryStack(one)
                        && !StackDirectory.isBusy(one)
                        && LocalStack.find(one).filter(RunningStack::isAnyUp).isEmpty()) {
                    StackDirectory.purge(one);
                }
            }
        } catch (IOException e) {
            throw new StackException("cannot read " + parent + ": " + e.getMessage(), e);
        }
    }

    /** Makes the configuration one of jobs on the stack. */
    public static void connect(Configuration configuration, LocalStack stack) {
        configuration.addAll(stack.flinkConfiguration());
        configuration.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        configuration.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
    }

    private TemporaryStack() {}
}
