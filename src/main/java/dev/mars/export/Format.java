// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What the files of an export are. */
public enum Format {
    /** Avro object container files, deflated. */
    AVRO,
    /** A JSON object on each line, UTF-8. */
    JSONL,
    /** Parquet files, compressed with Zstandard. */
    PARQUET;

    /** Also the ending of a file's name. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param file must not be there
     */
    SequenceFile open(Path file) throws IOException {
        return switch (this) {
            case AVRO -> new AvroFile(file);
            case JSONL -> new JsonLinesFile(file);
            case PARQUET -> new ParquetFile(file);
        };
    }
}
