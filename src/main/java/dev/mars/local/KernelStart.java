// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process started, as Linux counts it: no step of the clock changes that. A time of day is
 * computed from it and the time of boot, which moves with the clock.
 *
 * @param bootId of the kernel's run
 * @param ticks from boot to the start
 */
record KernelStart(String bootId, long ticks) {
    /** starttime, field 22 of stat; the name in field 2 may hold spaces, and ends in a bracket. */
    private static final int AFTER_NAME = 22 - 3;

    /** Empty if there is no such process, or no /proc. */
    static Optional<KernelStart> of(long pid) {
        try {
            // The name is whatever bytes its owner chose.
            String stat =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "stat"),
                            StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            String bootId = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(new KernelStart(bootId, Long.parseLong(fields[AFTER_NAME])));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
