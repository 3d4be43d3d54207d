// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If one of these fails, two commands write to one directory. */
class LockFileTest {
    @TempDir Path parent;

    @Test
    void oneAtATimeHasIt() throws IOException {
        Path path = parent.resolve("made/for/it/lock");
        try (LockFile held = LockFile.tryTake(path).orElseThrow()) {
            assertThat(LockFile.tryTake(path)).isEmpty();
        }
        LockFile.tryTake(path).orElseThrow().close();
    }

    /** The second opened the file that the first then deletes; a third finds another file. */
    @Test
    void aFileThatWasDeletedWhileItWasHeldIsNoLock() throws IOException {
        Path path = parent.resolve("lock");
        LockFile first = LockFile.tryTake(path).orElseThrow();
        AtomicBoolean ended = new AtomicBoolean();
        Optional<LockFile> second =
                LockFile.tryTake(
                        path,
                        () -> {
                            if (!ended.getAndSet(true)) {
                                deleteAndRelease(path, first);
                            }
                        });
        try (LockFile held = second.orElseThrow()) {
            assertThat(LockFile.tryTake(path)).as("the third").isEmpty();
        }
    }

    private static void deleteAndRelease(Path path, LockFile held) {
        try (held) {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
