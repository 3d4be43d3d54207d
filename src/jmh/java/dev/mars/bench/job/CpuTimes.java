// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time of processes and of their threads, as Linux counts it in ticks of a hundredth of a
 * second. A thread is known by the first 15 characters of its name, which is all that the kernel
 * keeps; the tasks of one operator chain, and the threads of one kind, add up.
 */
final class CpuTimes {
    private static final double TICKS_PER_SECOND = 100;

    /** Fields after the name: state is the first, user time the twelfth. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    /** Seconds of a process' life so far, ended threads included; 0 if it is gone. */
    static double ofProcess(long pid) {
        return seconds(Path.of("/proc", Long.toString(pid), "stat"));
    }

    /** Seconds by what threads are for; see {@link ThreadKind}. Threads that ended are left out. */
    static Map<String, Double> byKind(long pid) {
        Map<String, Double> byKind = new TreeMap<>();
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String line = line(thread.resolve("stat"));
                if (line != null) {
                    byKind.merge(ThreadKind.of(name(line)), seconds(line), Double::sum);
                }
            }
        } catch (IOException e) {
            // It ended.
        }
        return byKind;
    }

    private static double seconds(Path stat) {
        String line = line(stat);
        return line == null ? 0 : seconds(line);
    }

    private static String line(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException e) {
            return null;
        }
    }

    /** A name may hold blanks and brackets: it ends at the last one. */
    static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    static double seconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
    }

    /** Most memory that a process has had, bytes; 0 if it is gone. */
    static long peakBytes(long pid) {
        return bytes(pid, "VmHWM:");
    }

    private static long bytes(long pid, String figure) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith(figure)) {
                    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException e) {
            // It ended.
        }
        return 0;
    }

    private CpuTimes() {}
}
