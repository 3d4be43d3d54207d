// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** What is in an export, read by the formats' own libraries and without a word of MARS. */
public final class ExportedFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A directory's files and their bytes, by path within it. */
    public static SortedMap<String, byte[]> tree(Path directory) throws IOException {
        SortedMap<String, byte[]> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return tree;
    }

    /** All outputs of an export, in its order, as JSON. */
    public static List<JsonNode> read(Path directory) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String file : tree(directory).keySet()) {
            if (file.startsWith("day=")) {
                all.addAll(readFile(directory.resolve(file)));
            }
        }
        return all;
    }

    static List<JsonNode> readFile(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".avro")) {
            return avro(file);
        }
        return name.endsWith(".parquet") ? parquet(file) : lines(file);
    }

    /** A record as JSON, to compare it whichever way it was read. */
    public static JsonNode json(Object record) throws IOException {
        return JSON.readTree(record.toString());
    }

    private static List<JsonNode> avro(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            while (reader.hasNext()) {
                all.add(json(reader.next()));
            }
        }
        return all;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            all.add(JSON.readTree(line));
        }
        return all;
    }

    private static List<JsonNode> parquet(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(
                                new LocalInputFile(file), new PlainParquetConfiguration())
                        .withDataModel(GenericData.get())
                        .withCodecFactory(new ZstdPages())
                        .build()) {
            for (GenericRecord r = reader.read(); r != null; r = reader.read()) {
                all.add(json(r));
            }
        }
        return all;
    }

    private ExportedFiles() {}
}
