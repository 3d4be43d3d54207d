// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The largest resident memory that this process and some others had together, sampled. */
public final class MemoryMeter implements AutoCloseable {
    private static final int PERIOD_MS = 500;

    private final Supplier<List<Long>> others;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "memory-meter");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile long peak;

    /**
     * @param others pids of the other processes, asked for at each sample
     */
    public MemoryMeter(Supplier<List<Long>> others) {
        this.others = others;
        timer.scheduleAtFixedRate(this::sample, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    private void sample() {
        long sum = residentBytes(ProcessHandle.current().pid());
        for (long pid : others.get()) {
            sum += residentBytes(pid);
        }
        peak = Math.max(peak, sum);
    }

    /** Most that this process alone has had so far; 0 where the system does not tell. */
    static long ownPeakBytes() {
        return bytes(ProcessHandle.current().pid(), "VmHWM:");
    }

    private static long residentBytes(long pid) {
        return bytes(pid, "VmRSS:");
    }

    /** 0 where the system does not tell, or the process is gone. */
    private static long bytes(long pid, String figure) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(figure)) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // Another system, or gone between the listing and the reading.
        }
        return 0;
    }

    public long peakBytes() {
        return peak;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
