// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.StackProgress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The real local stack: one for all tests that need nothing special of it. */
public final class Stack {
    /**
     * For TaskManagers whose jobs end within seconds: to compile well takes longer than it saves,
     * and SIMD that is not compiled is slow. PureFunctionIT has both.
     */
    static final Map<String, String> QUICK =
            Map.of(
                    "mars.local.simd", "false",
                    "env.java.opts.taskmanager", "-XX:TieredStopAtLevel=1");

    /**
     * For what may be broken: two TaskManagers, with every job of two subtasks on both. What is
     * lost is missed within seconds, also if another process answers on its port by then.
     */
    static final Map<String, String> TWO_TASK_MANAGERS =
            Map.of(
                    "mars.local.task-managers", "2",
                    "mars.local.slots", "2",
                    "taskmanager.load-balance.mode", "SLOTS",
                    "heartbeat.timeout", "20 s");

    private static LocalStack shared;

    /** Started on first use; it ends with this JVM. */
    public static synchronized LocalStack shared() {
        if (shared == null) {
            shared = start("shared", QUICK);
        }
        return shared;
    }

    /** Another one, beside it. */
    @SafeVarargs
    static LocalStack start(String name, Map<String, String>... options) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> some : options) {
            all.putAll(some);
        }
        Configuration configuration = Configuration.fromMap(all);
        Path directory =
                Path.of("target", "integration-tests", name + "-" + ProcessHandle.current().pid());
        return LocalStack.start(
                LocalSettings.from(configuration).temporary(directory).onFreePorts(),
                StackProgress.SILENT);
    }

    private Stack() {}
}
