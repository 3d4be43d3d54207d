// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A Java installation to measure on.
 *
 * @param feature its version: 17, 25
 */
record BenchmarkJava(Path home, int feature) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /**
     * @throws IllegalArgumentException if there is none, or one older than 17
     */
    static BenchmarkJava at(Path home) {
        Properties release = new Properties();
        int feature = 0;
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            feature = Runtime.Version.parse(version).feature();
        } catch (IOException | IllegalArgumentException e) {
            // The check below tells.
        }
        if (feature < 17) {
            throw new IllegalArgumentException(
                    "--java is "
                            + home
                            + "; it must be the home of a Java 17 or newer, the directory that"
                            + " holds bin/java and release; name another");
        }
        return new BenchmarkJava(home, feature);
    }

    static BenchmarkJava running() {
        return new BenchmarkJava(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * The Java that runs, and of each newer version one that a variable JAVA<i>n</i>_HOME or
     * JAVA_HOME_<i>n</i>... names, or that is among the installed; only the newest of those.
     */
    static Collection<BenchmarkJava> found() {
        BenchmarkJava running = running();
        TreeMap<Integer, BenchmarkJava> newer = new TreeMap<>();
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().matches("JAVA_?\\d+_HOME|JAVA_HOME_\\d+.*")) {
                offer(Path.of(variable.getValue()), newer);
            }
        }
        if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(INSTALLED)) {
                homes.forEach(home -> offer(home, newer));
            } catch (IOException e) {
                // Whoever cannot read it can still name a Java by --java.
            }
        }
        TreeMap<Integer, BenchmarkJava> all = new TreeMap<>(Comparator.naturalOrder());
        if (!newer.isEmpty()) {
            all.put(newer.lastKey(), newer.get(newer.lastKey()));
        }
        all.put(running.feature, running);
        return all.values();
    }

    private static void offer(Path home, Map<Integer, BenchmarkJava> found) {
        try {
            BenchmarkJava java = at(home);
            if (java.feature > Runtime.version().feature()) {
                found.putIfAbsent(java.feature, java);
            }
        } catch (IllegalArgumentException e) {
            // Something else, or an older one.
        }
    }

    String executable() {
        return home.resolve("bin").resolve("java").toString();
    }
}
