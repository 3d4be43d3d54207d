// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.config.LocalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {
    @TempDir Path directory;

    /** The directory is the user's choice, and may be one that they keep other things in. */
    @Test
    void purgingLeavesWhatIsNotTheStacks() throws Exception {
        DirectoryLock.take(directory).close();
        Files.createDirectories(directory.resolve("kafka/data"));
        Files.writeString(directory.resolve("kafka/data/log"), "records");
        Files.createDirectories(directory.resolve("demo-1/kafka"));
        DirectoryLock.take(directory.resolve("demo-1")).close();
        Path thesis = Files.writeString(directory.resolve("thesis.tex"), "years");
        assertThat(StackDirectory.purge(directory)).isFalse();
        assertThat(directory).isDirectoryContaining(path -> path.equals(thesis));
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(thesis);
        }
        Files.delete(thesis);
        assertThat(StackDirectory.purge(directory)).isTrue();
        assertThat(directory).doesNotExist();
    }

    /**
     * A checkout or a home that is given as the stack's directory would lose its flink-conf or tmp.
     */
    @Test
    void nothingIsDoneInADirectoryThatIsNoStacks() throws Exception {
        Path notes = directory.resolve("tmp/notes");
        Path config = directory.resolve("flink-conf/config.yaml");
        for (Path file : List.of(notes, config)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "mine");
        }
        Configuration here = new Configuration();
        here.set(LocalOptions.DIRECTORY, directory.toString());
        LocalSettings settings = LocalSettings.from(here).onFreePorts();
        assertThatThrownBy(() -> LocalStack.start(settings, StackProgress.SILENT).close())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("mars.local.directory: " + directory)
                .hasMessageContaining("empty or missing");
        assertThatThrownBy(() -> StackDirectory.purge(directory))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("mars.local.directory: " + directory);
        try (Stream<Path> left = Files.walk(directory)) {
            assertThat(left.filter(Files::isRegularFile)).containsOnly(notes, config);
        }
        assertThat(notes).hasContent("mine");
        assertThat(config).hasContent("mine");
    }

    /** Other programs have locks too, and their directories are not ours to delete. */
    @Test
    void purgingPassesOverADirectoryOfAnotherName() throws Exception {
        DirectoryLock.take(directory).close();
        Path data = Files.createDirectories(directory.resolve("database/kafka"));
        Files.createFile(directory.resolve("database/lock"));
        assertThat(StackDirectory.purge(directory)).isFalse();
        assertThat(data).exists();
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
        DirectoryLock.take(directory).close();
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
