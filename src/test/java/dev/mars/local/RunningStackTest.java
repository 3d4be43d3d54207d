// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        RunningProcess earlier =
                new RunningProcess("kafka", self.pid(), self.startMillis() - 60_000, 0, self.log());
        assertThat(earlier.isAlive()).isFalse();
        RunningStack stack = stack(earlier);
        stack.write();
        stack.stop(StackProgress.SILENT);
        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(LocalStack.find(directory)).isEmpty();
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
