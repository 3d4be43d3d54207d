// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.PrintWriter;
import java.time.Duration;

/** Told what the stack is waiting for; called from the thread that starts it. */
public interface StackProgress {
    /** Nobody watches. */
    StackProgress SILENT = new StackProgress() {};

    /** The process runs; it does not answer yet. */
    default void starting(String component) {}

    /**
     * It answers.
     *
     * @param where what people connect to
     */
    default void ready(String component, String where, Duration since) {}

    /** It is asked to end. */
    default void stopping(String component) {}

    /** A line for each component. */
    static StackProgress lines(PrintWriter out) {
        return new StackProgress() {
            @Override
            public void starting(String component) {
                out.printf("  starting  %s%n", component);
                out.flush();
            }

            @Override
            public void ready(String component, String where, Duration since) {
                out.printf(
                        "  ready     %-15s %-45s %4.1f s%n",
                        component, where, since.toMillis() / 1000.0);
                out.flush();
            }

            @Override
            public void stopping(String component) {
                out.printf("  stopping  %s%n", component);
                out.flush();
            }
        };
    }
}
