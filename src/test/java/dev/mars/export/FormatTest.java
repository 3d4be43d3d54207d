// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
    private static final long ASOF = 1_740_000_000_123L;

    @TempDir Path directory;

    /** If this fails, trainers read something else than what was served. */
    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadByTheFormatsOwnLibrary(Format format) throws IOException {
        List<AugmentedSequence> sequences = sequences();
        List<JsonNode> expected = new ArrayList<>();
        for (AugmentedSequence sequence : sequences) {
            expected.add(ExportedFiles.json(sequence));
        }
        assertThat(ExportedFiles.readFile(write("a", format))).isEqualTo(expected);
    }

    /** A random mark or a time in a file makes every export another one. */
    @ParameterizedTest
    @EnumSource
    void theSameSequencesGiveTheSameBytes(Format format) throws IOException {
        assertThat(write("one", format)).hasSameBinaryContentAs(write("other", format));
    }

    /** Each line by itself: what is split at newlines must not break. */
    @Test
    void aJsonObjectIsOnALineOfItsOwnWithItsNewline() throws IOException {
        String text = Files.readString(write("lines", Format.JSONL));
        assertThat(text.chars().filter(c -> c == '\n').count()).isEqualTo(sequences().size());
        assertThat(text).startsWith("{\"userId\":\"u0\",\"asOf\":1740000000123,\"tier\":\"LOW\",");
        assertThat(text).endsWith("}\n");
    }

    /** What Arrow would read as bytes, or as a list of another shape than it is. */
    @Test
    void parquetHasTextForEnumerationsAndListsOfThreeLevels() throws IOException {
        Path file = write("schema", Format.PARQUET);
        try (ParquetFileReader reader =
                ParquetFileReader.open(
                        new LocalInputFile(file),
                        ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            String schema = reader.getFileMetaData().getSchema().toString();
            assertThat(schema)
                    .contains("required binary tier (STRING);", "required binary status (STRING);")
                    .containsPattern(
                            "required group own \\(LIST\\) \\{\\s+repeated group list \\{\\s+required"
                                    + " group element \\{\\s+required binary itemId \\(STRING\\);");
        }
    }

    private Path write(String name, Format format) throws IOException {
        Path file = directory.resolve(name + "." + format);
        try (SequenceFile out = format.open(file)) {
            for (AugmentedSequence sequence : sequences()) {
                out.write(sequence);
            }
        }
        return file;
    }

    private static List<AugmentedSequence> sequences() {
        List<AugmentedSequence> sequences = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sequences.add(Outputs.sequence("u" + i, ASOF + i, i % 7, i % 3));
        }
        return sequences;
    }
}
