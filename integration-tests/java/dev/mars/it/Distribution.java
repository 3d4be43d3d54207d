// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Flink's distribution has in {@code lib} and {@code plugins}, from the jars that the build
 * fetched anyway: flink-dist itself is not in Maven's repositories.
 */
final class Distribution {
    /** Where Flink and what flink-dist bundles lie in a repository. */
    private static final List<String> LIBRARIES =
            List.of(
                    "org/apache/flink/",
                    "com/ververica/",
                    "com/esotericsoftware/",
                    "com/google/code/findbugs/",
                    "commons-cli/",
                    "commons-collections/",
                    "commons-io/",
                    "org/apache/commons/",
                    "org/apache/logging/",
                    "org/javassist/",
                    "org/objenesis/",
                    "org/slf4j/",
                    "org/snakeyaml/",
                    "org/xerial/snappy/",
                    "at/yawk/lz4/",
                    "tools/profiler/");

    /** Flink's, but of the application, a plugin, or for tests. */
    private static final List<String> NOT_IN_LIB =
            List.of("flink-connector-kafka", "flink-sql-avro", "flink-metrics-prometheus", "test");

    static List<Path> lib() throws IOException {
        return jars().filter(Distribution::isLibrary).toList();
    }

    /** The plugin that reports to Prometheus. */
    static Path prometheus() throws IOException {
        return jars().filter(jar -> name(jar).startsWith("flink-metrics-prometheus"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Path> jars() throws IOException {
        String all = Files.readString(Path.of("target/benchmark-classpath")).strip();
        return Stream.of(all.split(File.pathSeparator)).map(Path::of);
    }

    private static boolean isLibrary(Path jar) {
        String path = jar.toString().replace(File.separatorChar, '/');
        return LIBRARIES.stream().anyMatch(library -> path.contains("/" + library))
                && NOT_IN_LIB.stream().noneMatch(name(jar)::contains);
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    private Distribution() {}
}
