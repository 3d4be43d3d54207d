// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends the JVM that started a stack, the stack ends with it. */
@Timeout(1800)
class OrphansIT {
    @TempDir Path parent;

    private Process holder;

    @AfterEach
    void end() {
        holder.destroyForcibly();
    }

    @Test
    void noneOutlivesAKill() throws Exception {
        List<ProcessHandle> processes = startHolderAndAwaitUp();
        holder.destroyForcibly();
        assertAllEnd(processes);
    }

    @Test
    void noneOutlivesATermination() throws Exception {
        List<ProcessHandle> processes = startHolderAndAwaitUp();
        holder.destroy();
        assertThat(holder.waitFor(5, TimeUnit.MINUTES)).isTrue();
        // In order, before the JVM itself ended.
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(directory()).doesNotExist();
    }

    /** Children that have not come so far as to watch their parent find it gone when they do. */
    @Test
    void noneOutlivesAKillWhileStarting() throws Exception {
        startHolder();
        // Often: soon after the second one there are all of them.
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !holder.isAlive() || holder.descendants().count() >= 2);
        List<ProcessHandle> processes = holder.descendants().toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
        holder.destroyForcibly();
        assertAllEnd(processes);
    }

    private List<ProcessHandle> startHolderAndAwaitUp() throws IOException {
        startHolder();
        BufferedReader out = holder.inputReader();
        assertThat(out.readLine()).isEqualTo("up");
        List<ProcessHandle> processes = holder.descendants().toList();
        assertThat(processes).hasSize(4).allMatch(ProcessHandle::isAlive);
        return processes;
    }

    private void startHolder() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        JavaRuntime.current().executable(),
                        "-Xmx256m",
                        StackHolder.class.getName(),
                        directory().toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectError(parent.resolve("holder.err").toFile());
        holder = builder.start();
    }

    private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(5, TimeUnit.MINUTES);
        }
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    private Path directory() {
        return parent.resolve("stack");
    }
}
