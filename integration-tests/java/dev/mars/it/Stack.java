// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.local.LocalSettings;
import dev.mars.local.LocalStack;
import dev.mars.local.StackProgress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The real local stack: one for all tests that need nothing special of it. */
public final class Stack {
    private static LocalStack shared;

    /** Started on first use; it ends with this JVM. */
    public static synchronized LocalStack shared() {
        if (shared == null) {
            shared = start("shared", Map.of());
        }
        return shared;
    }

    /** Another one, beside it. */
    static LocalStack start(String name, Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        Path directory =
                Path.of("target", "integration-tests", name + "-" + ProcessHandle.current().pid());
        return LocalStack.start(
                LocalSettings.from(configuration).temporary(directory).onFreePorts(),
                StackProgress.SILENT);
    }

    /**
     * One that may be broken: two TaskManagers, with every job of two subtasks on both. What is
     * lost is missed within seconds, also if another process answers on its port by then.
     */
    static LocalStack ofTwoTaskManagers(String name) {
        return start(
                name,
                Map.of(
                        "mars.local.task-managers", "2",
                        "mars.local.slots", "2",
                        "taskmanager.load-balance.mode", "SLOTS",
                        "heartbeat.timeout", "20 s"));
    }

    private Stack() {}
}
