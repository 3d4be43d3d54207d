// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The jar that the build made for clusters; the package phase comes before these tests. */
final class JobJar {
    static Path path() throws IOException {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Path.of("target"), "mars-streaming-*-job.jar")) {
            for (Path jar : jars) {
                return jar;
            }
        }
        throw new IOException("no target/mars-streaming-*-job.jar; ./mvnw package makes it");
    }

    private JobJar() {}
}
