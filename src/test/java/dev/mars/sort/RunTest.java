// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    @TempDir Path parent;

    /** If one reader moved another, each day of an export would miss some of the erasures. */
    @Test
    void readersOfOneRunDoNotMoveEachOther() throws IOException {
        // More than a reader's buffer holds, so that each comes back to the file.
        List<String> texts = List.of("a".repeat(100_000), "b", "c".repeat(100_000), "d");
        try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "mars-run-test-");
                Run<byte[]> run = Run.write(directory, Texts.entries(texts), Texts.FORMAT);
                Entries<byte[]> one = run.open();
                Entries<byte[]> other = run.open()) {
            for (String text : texts) {
                assertThat(Texts.text(one.next())).isEqualTo(text);
                assertThat(Texts.text(other.next())).isEqualTo(text);
            }
            assertThat(one.next()).isNull();
            assertThat(Texts.all(run.open())).isEqualTo(texts);
        }
    }
}
