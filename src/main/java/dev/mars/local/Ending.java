// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A process that is to end. */
record Ending(String name, ProcessHandle process) {
    /** After this long without an end SIGTERM becomes SIGKILL. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Ends Flink and the inspector first, then what they read and write; waits until all are gone.
     * The processes of a group end side by side.
     */
    static void inOrder(List<Ending> endings, StackProgress progress) {
        Consumer<ProcessHandle> terminate = ProcessHandle::destroy;
        group(endings.stream().filter(Ending::isClient).toList(), terminate, progress);
        group(endings.stream().filter(e -> !e.isClient()).toList(), terminate, progress);
    }

    /**
     * Kills all side by side, for a stack of whose data nothing is kept; waits until all are gone.
     */
    static void atOnce(List<Ending> endings, StackProgress progress) {
        group(endings, ProcessHandle::destroyForcibly, progress);
    }

    private static void group(
            List<Ending> group, Consumer<ProcessHandle> end, StackProgress progress) {
        for (Ending ending : group) {
            progress.stopping(ending.name);
            end.accept(ending.process);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Ending ending : group) {
            if (!ending.endsBefore(deadline)) {
                ending.process.destroyForcibly();
                ending.endsBefore(System.nanoTime() + PATIENCE.toNanos());
            }
        }
    }

    private boolean endsBefore(long deadline) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                    return true;
                } catch (InterruptedException e) {
                    // An interrupt hurries us, and must not leave a process behind.
                    interrupted = true;
                } catch (TimeoutException | ExecutionException e) {
                    return false;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isClient() {
        return name.equals("jobmanager")
                || name.startsWith("taskmanager")
                || name.equals(InspectorPage.NAME);
    }
}
