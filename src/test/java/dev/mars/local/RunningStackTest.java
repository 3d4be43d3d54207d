// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {
    @TempDir Path directory;

    /** `mars down` knows the processes from this file alone. */
    @Test
    void isReadAsItWasWritten() {
        RunningStack stack = stack(self());
        stack.write();
        assertThat(LocalStack.find(directory)).contains(stack);
        assertThat(stack.isUp()).isTrue();
    }

    /** Else `mars down` would end a stranger's process after a reboot. */
    @Test
    void aReusedProcessIdIsNotOurs() {
        RunningProcess self = self();
        RunningProcess earlier = process(self.startMillis() - 60_000, null);
        assertThat(earlier.isAlive()).isFalse();
        RunningStack stack = stack(earlier);
        stack.write();
        stack.stop(StackProgress.SILENT);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(LocalStack.find(directory)).isEmpty();
    }

    /** A clock that is set would orphan the stack: down finds nothing, and its ports are taken. */
    @Test
    void aProcessIsKnownByTheKernelsCountWhateverTheClockSays() {
        Optional<KernelStart> known = KernelStart.of(ProcessHandle.current().pid());
        assumeTrue(known.isPresent(), "there is no /proc");
        KernelStart start = known.get();
        long hourOff = self().startMillis() - 3_600_000;
        assertThat(process(hourOff, start).isAlive()).isTrue();
        long now = self().startMillis();
        KernelStart later = new KernelStart(start.bootId(), start.ticks() + 1);
        assertThat(process(now, later).isAlive()).isFalse();
        KernelStart otherBoot = new KernelStart("another", start.ticks());
        assertThat(process(now, otherBoot).isAlive()).isFalse();
    }

    /** An upgrade while a stack is up would orphan it. */
    @Test
    void aFileOfBeforeIsStillUnderstood() throws Exception {
        RunningProcess self = self();
        Files.writeString(
                directory.resolve("stack.json"),
                """
                {"directory": "%s", "bootstrapServers": "b", "registryUrl": "r",
                 "flinkRest": "http://localhost:8082",
                 "processes": [{"name": "kafka", "pid": %d, "startMillis": %d, "port": 9092,
                                "log": "log"}]}
                """
                        .formatted(directory, self.pid(), self.startMillis()));
        assertThat(LocalStack.find(directory))
                .hasValueSatisfying(s -> assertThat(s.isUp()).isTrue());
    }

    @Test
    void aDamagedFileSaysWhatToDo() throws Exception {
        Files.writeString(directory.resolve("stack.json"), "{");
        assertThatThrownBy(() -> LocalStack.find(directory))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("stack.json cannot be read")
                .hasMessageContaining("then delete it");
    }

    @Test
    void aDirectoryIsStartedInByOneAtATime() {
        try (DirectoryLock held = DirectoryLock.take(directory)) {
            assertThatThrownBy(() -> DirectoryLock.take(directory))
                    .hasMessageContaining("another mars command");
        }
        DirectoryLock.take(directory).close();
    }

    /** This process, with another start. */
    private RunningProcess process(long startMillis, KernelStart kernelStart) {
        return new RunningProcess(
                "kafka",
                ProcessHandle.current().pid(),
                startMillis,
                kernelStart,
                0,
                directory.resolve("log"));
    }

    private RunningProcess self() {
        return RunningProcess.of(ProcessHandle.current(), "kafka", 9092, directory.resolve("log"));
    }

    private RunningStack stack(RunningProcess process) {
        return new RunningStack(
                directory,
                "localhost:9092",
                "http://localhost:8081/apis/ccompat/v7",
                URI.create("http://localhost:8082"),
                List.of(process));
    }
}
