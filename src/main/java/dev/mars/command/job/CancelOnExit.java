// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import org.apache.flink.core.execution.JobClient;

/**
 * Cancels a job if this process ends while it is waited for, as by Ctrl-C. Close it when the job
 * has ended.
 */
public final class CancelOnExit implements AutoCloseable {
    private final Thread hook;

    public CancelOnExit(JobClient job) {
        hook = new Thread(() -> job.cancel().join(), "cancel-job");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the job by that.
        }
    }
}
