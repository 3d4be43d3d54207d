// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Measures contenders on prepared vectors in this JVM and writes what it found as JSON. */
public final class RetrievalRun {
    private static final long START = System.nanoTime();

    /** Arguments: directory of the vectors; sources; sizes; contenders; file to write. */
    public static void main(String[] args) throws Exception {
        List<Map<String, Object>> results = new ArrayList<>();
        for (String size : args[2].split(",")) {
            for (String source : args[1].split(",")) {
                results.add(
                        measure(
                                Path.of(args[0]),
                                Source.of(source),
                                Integer.parseInt(size),
                                Arrays.asList(args[3].split(","))));
                // After each, so that what took long is not lost.
                new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValue(Path.of(args[4]).toFile(), results);
            }
        }
        // Executors of the libraries may still wait for work.
        System.exit(0);
    }

    private static Map<String, Object> measure(
            Path directory, Source source, int size, List<String> names) throws Exception {
        VectorSet vectors = VectorSet.read(PrepareVectors.file(directory, source, size));
        String label = "Java " + Runtime.version().feature() + ", " + source + ", " + size + ": ";
        try (Measurement measurement =
                new Measurement(vectors, names, step -> tell(label + step))) {
            return Report.of(source, size, measurement.run(), measurement.contenders());
        }
    }

    private static void tell(String what) {
        System.err.printf("%5d s  %s%n", (System.nanoTime() - START) / 1_000_000_000, what);
    }

    private RetrievalRun() {}
}
