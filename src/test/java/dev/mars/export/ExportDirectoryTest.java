// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportDirectoryTest {
    @TempDir Path parent;

    /** Days that are there already would be taken for some of the export, or be overwritten. */
    @Test
    void aDirectoryWithSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(parent.resolve("notes"), "mine");
        assertThatThrownBy(() -> ExportDirectory.open(parent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose an empty directory");
        assertThat(ExportedFiles.tree(parent)).containsOnlyKeys("notes");
    }

    /** Two at a time would write each other's days. */
    @Test
    void itIsHeldByOne() throws IOException {
        try (ExportDirectory held = ExportDirectory.open(parent)) {
            assertThat(held.manifest()).isEmpty();
            assertThatThrownBy(() -> ExportDirectory.open(parent))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another command is exporting");
        }
        ExportDirectory.open(parent).close();
    }

    /** As after kill -9: nobody deleted anything. */
    @Test
    void whatAKilledRunLeftIsTakenAway() throws IOException {
        Path half = Files.createDirectories(parent.resolve("_temporary/day=2025-02-25"));
        Files.writeString(half.resolve("part-00000.avro"), "half of it");
        try (ExportDirectory directory = ExportDirectory.open(parent)) {
            assertThat(directory.begin(Day.parse("2025-02-25"))).isEmptyDirectory();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aManifestIsReadAsItWasWritten() throws IOException {
        Manifest manifest =
                Manifest.of(
                                new AsOfSpan(1, 1_740_000_000_000L),
                                Format.PARQUET,
                                List.of(
                                        new Manifest.Source(
                                                "outputs",
                                                "id",
                                                List.of(new Manifest.Range(0, 5, 9)))))
                        .with(
                                new Manifest.Written(
                                        "2025-02-18",
                                        3,
                                        2,
                                        1,
                                        List.of(new Manifest.File("part", 3, 99))))
                        .completed(List.of(0));
        try (ExportDirectory directory = ExportDirectory.open(parent)) {
            directory.save(manifest);
            assertThat(directory.manifest()).contains(manifest);
        }
        assertThat(Files.readString(parent.resolve("_manifest.json")))
                .contains("\"format\" : \"parquet\"", "\"to\" : \"2025-02-19T21:20:00Z\"")
                .doesNotContain("rest", "avro.java.string");
    }
}
