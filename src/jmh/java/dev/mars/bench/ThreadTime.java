// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Time that this thread has computed for, nanoseconds. Queries run on one thread, so on a quiet
 * machine this is the time they take; on a busy one it leaves out the time they wait for a core.
 */
final class ThreadTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private ThreadTime() {}
}
