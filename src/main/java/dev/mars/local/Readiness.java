// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Waits until processes answer, and says what is wrong with one that does not. */
final class Readiness {
    /** A process that ends is told at once: this is for one that hangs, on the slowest machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Probes take time from the processes that are starting: a fifth of one core, mostly. */
    private static final int PAUSE_BY_ROUND = 4;

    /** A round that waited for a process to answer took little, however long: no need to rest. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final int TAIL = 20;

    private final Path directory;
    private final StackProgress progress;
    private final BooleanSupplier cancelled;

    Readiness(Path directory, StackProgress progress, BooleanSupplier cancelled) {
        this.directory = directory;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /**
     * @throws StackException if one ends, or does not answer in time; with the tail of its log
     */
    void await(List<StackProcess> processes) {
        long start = System.nanoTime();
        List<StackProcess> waiting = new ArrayList<>(processes);
        while (!waiting.isEmpty()) {
            long round = System.nanoTime();
            Duration since = Duration.ofNanos(round - start);
            for (Iterator<StackProcess> each = waiting.iterator(); each.hasNext(); ) {
                StackProcess process = each.next();
                if (cancelled.getAsBoolean()) {
                    throw new StackException("stopped while " + process.name() + " was starting");
                }
                if (!process.isAlive()) {
                    throw failure(process, "ended with exit code " + process.exitValue());
                }
                if (answers(process)) {
                    progress.ready(process.name(), process.component().where(), since);
                    each.remove();
                } else if (since.compareTo(PATIENCE) > 0) {
                    throw failure(process, "did not answer within " + PATIENCE.toSeconds() + " s");
                }
            }
            LockSupport.parkNanos(pauseAfter(System.nanoTime() - round));
        }
    }

    /** Nanoseconds to wait after a round of probes that took so many. */
    static long pauseAfter(long round) {
        return Math.min(LONGEST.toNanos(), Math.max(BETWEEN.toNanos(), PAUSE_BY_ROUND * round));
    }

    private static boolean answers(StackProcess process) {
        try {
            return process.component().probe().answers();
        } catch (Exception e) {
            return false;
        }
    }

    private StackException failure(StackProcess process, String what) {
        Path log = process.log();
        Path output = process.component().spec().output(directory);
        return new StackException(
                process.name()
                        + " "
                        + what
                        + tail(output)
                        + tail(log)
                        + "\nthe whole logs: "
                        + log
                        + " and "
                        + output);
    }

    private static String tail(Path log) {
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(log)) {
            lines.forEach(
                    line -> {
                        last.addLast(line);
                        if (last.size() > TAIL) {
                            last.removeFirst();
                        }
                    });
        } catch (IOException e) {
            return "";
        }
        return last.isEmpty()
                ? ""
                : "\n--- end of " + log.getFileName() + "\n" + String.join("\n", last);
    }
}
