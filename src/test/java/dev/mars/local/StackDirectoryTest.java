// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir Path directory;

    /** The directory is the user's choice, and may be one that they keep other things in. */
    @Test
    void purgingLeavesWhatIsNotTheStacks() throws Exception {
        Files.createDirectories(directory.resolve("kafka/data"));
        Files.writeString(directory.resolve("kafka/data/log"), "records");
        Files.createDirectories(directory.resolve("demo-1/kafka"));
        DirectoryLock.take(directory.resolve("demo-1")).close();
        Path thesis = Files.writeString(directory.resolve("thesis.tex"), "years");
        assertThat(StackDirectory.purge(directory)).isFalse();
        assertThat(directory).isDirectoryContaining(path -> path.equals(thesis));
        assertThat(Files.list(directory)).containsExactly(thesis);
        Files.delete(thesis);
        assertThat(StackDirectory.purge(directory)).isTrue();
        assertThat(directory).doesNotExist();
    }

    /** Logs that are left for somebody to read, and then for ever. */
    @Test
    void purgingFindsTheLogsOfATemporaryStackThatFailed() throws Exception {
        Path failed = directory.resolve("demo-1");
        Files.createDirectories(failed.resolve("kafka"));
        Files.createDirectories(failed.resolve("logs"));
        DirectoryLock.take(failed).close();
        StackDirectory.delete(failed, true);
        assertThat(failed.resolve("kafka")).doesNotExist();
        assertThat(failed.resolve("logs")).exists();
        assertThat(StackDirectory.purge(directory)).isTrue();
        assertThat(directory).doesNotExist();
    }

    /** A demo runs in a directory below, and would lose its broker's log. */
    @Test
    void purgingRefusesWhereAStackBelowIsInUse() throws Exception {
        Path data = Files.createDirectories(directory.resolve("kafka/data"));
        try (DirectoryLock held = DirectoryLock.take(directory.resolve("demo-1"))) {
            assertThat(StackDirectory.isBusy(directory.resolve("demo-1"))).isTrue();
            assertThatThrownBy(() -> StackDirectory.purge(directory))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("another mars command");
        }
        assertThat(data).exists();
        assertThat(StackDirectory.isBusy(directory.resolve("demo-1"))).isFalse();
        assertThat(StackDirectory.purge(directory)).isTrue();
    }
}
