// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;

/**
 * A process as stack.json tells of it.
 *
 * @param startMillis when it started: process ids are used again, and a later process is not ours
 * @param kernelStart the same as the kernel counts it, which alone decides where it is known; null
 *     elsewhere, and in files of before
 * @param port 0 if people connect to none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunningProcess(
        String name, long pid, long startMillis, KernelStart kernelStart, int port, Path log) {
    /** The kernel counts a start from boot, and the time of boot shifts with the clock. */
    private static final long CLOCK_SHIFT_MS = 2_000;

    static RunningProcess of(ProcessHandle handle, String name, int port, Path log) {
        return new RunningProcess(
                name,
                handle.pid(),
                startMillis(handle),
                KernelStart.of(handle.pid()).orElse(null),
                port,
                log);
    }

    @JsonIgnore
    public boolean isAlive() {
        return handle().isPresent();
    }

    /** The process, if it is still the one that was started. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isTheOne);
    }

    private boolean isTheOne(ProcessHandle now) {
        Optional<KernelStart> start = KernelStart.of(pid);
        return kernelStart != null && start.isPresent()
                ? kernelStart.equals(start.get())
                : Math.abs(startMillis(now) - startMillis) <= CLOCK_SHIFT_MS;
    }

    /** Memory that it holds now; empty if it is down or the platform has no /proc. */
    public Optional<MemorySize> residentMemory() {
        if (!isAlive()) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> new MemorySize(Long.parseLong(kib) << 10))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            // It may end while it is being read, too.
            return Optional.empty();
        }
    }

    private static long startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
