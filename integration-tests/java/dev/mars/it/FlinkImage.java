// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.local.Tether;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What docker/Dockerfile makes of Flink's image, as a directory: its COPY lines are carried out
 * here, beside a {@code lib} and {@code plugins} as the distribution has them.
 *
 * @param home stands for /opt/flink
 */
record FlinkImage(Path home) {
    private static final String HOME = "/opt/flink";

    static FlinkImage build(Path home) throws IOException {
        FlinkImage image = new FlinkImage(home.toAbsolutePath());
        for (Path jar : Distribution.lib()) {
            image.link(jar, "lib");
        }
        image.link(Distribution.prometheus(), "plugins/metrics-prometheus");
        for (String line : Files.readAllLines(Path.of("docker/Dockerfile"))) {
            if (line.startsWith("COPY ")) {
                image.copy(List.of(line.split(" +")));
            }
        }
        image.addTether();
        return image;
    }

    /** A path, or an argument with one, as it is in a container, as it is here. */
    String here(String inContainer) {
        return inContainer.replace(HOME, home.toString());
    }

    Path directory(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    private void link(Path jar, String directory) throws IOException {
        Files.createSymbolicLink(directory(directory).resolve(jar.getFileName()), jar);
    }

    /** COPY --chown=flink:flink SOURCE /opt/flink/TARGET, where a directory ends in a slash. */
    private void copy(List<String> words) throws IOException {
        if (words.size() != 4 || !words.get(3).startsWith(HOME + "/")) {
            throw new IOException(
                    "docker/Dockerfile: " + words + " does not copy one into " + HOME);
        }
        Path pattern = Path.of(words.get(2));
        Path target = Path.of(here(words.get(3)));
        Files.createDirectories(target.getParent());
        try (DirectoryStream<Path> sources =
                Files.newDirectoryStream(pattern.getParent(), pattern.getFileName().toString())) {
            for (Path source : sources) {
                Files.copy(
                        source,
                        words.get(3).endsWith("/")
                                ? Files.createDirectories(target).resolve(source.getFileName())
                                : target);
            }
        }
    }

    /** The one class that no image has: it ends processes that outlive this JVM. */
    private void addTether() throws IOException {
        String file = Tether.class.getName().replace('.', '/') + ".class";
        Path copy = home.resolve("tether").resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream in = Tether.class.getResourceAsStream("/" + file)) {
            Files.copy(in, copy);
        }
    }
}
