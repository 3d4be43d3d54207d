// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** A JSON object on each line, with the schema's fields in its order. */
final class JsonLinesFile implements SequenceFile {
    /** JDKs before 19 write some numbers with a digit too many; Jackson's writer is the same. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private static final int BUFFER = 64 << 10;

    private final JsonGenerator out;

    JsonLinesFile(Path file) throws IOException {
        out =
                JSON.createGenerator(
                        new BufferedOutputStream(
                                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                                BUFFER));
        // Each line ends with its own newline instead of being parted from the next by one.
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void write(AugmentedSequence sequence) throws IOException {
        writeRecord(sequence);
        out.writeRaw('\n');
    }

    private void writeRecord(IndexedRecord record) throws IOException {
        out.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            out.writeFieldName(field.name());
            write(record.get(field.pos()));
        }
        out.writeEndObject();
    }

    private void write(Object value) throws IOException {
        if (value instanceof IndexedRecord record) {
            writeRecord(record);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(element);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof CharSequence || value instanceof Enum<?>) {
            out.writeString(value.toString());
        } else {
            throw new IOException(
                    "a field's value is %s, of %s; JSON lines know text, numbers, lists and records: teach them this type"
                            .formatted(value, value == null ? "no type" : value.getClass()));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
