// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.Mars;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir Path directory;

    private final StringWriter err = new StringWriter();

    @Test
    void anEmptySpanIsWrongUsage() {
        assertThat(export("--from", "2025-01-02", "--to", "2025-01-02", "--format", "avro"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--from must be before --to");
    }

    @Test
    void anUnknownFormatIsToldWithThoseThereAre() {
        assertThat(export("--from", "2025-01-01", "--to", "2025-01-02", "--format", "csv"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("csv", "avro", "jsonl", "parquet");
    }

    /** Before Kafka is asked for anything: there is none here. */
    @Test
    void aDirectoryOfSomethingElseIsWrongUsage() throws Exception {
        Files.writeString(directory.resolve("notes"), "mine");
        assertThat(export("--from", "2025-01-01", "--to", "2025-01-02", "--format", "avro"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds files", "choose an empty directory");
    }

    private int export(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "export";
        all[1] = directory.toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return Mars.commandLine().setErr(new PrintWriter(err, true)).execute(all);
    }
}
