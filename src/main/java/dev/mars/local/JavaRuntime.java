// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK and the flags it needs, which differ between versions: a flag that an older one does not
 * know keeps it from starting, and one that a newer one misses makes it warn or fail.
 */
record JavaRuntime(Path home, int feature) {
    /** For a process that works little: compile fast, not well. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final List<String> OPENED =
            List.of(
                    "java.lang",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.text",
                    "java.time",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "sun.nio.ch");

    static JavaRuntime current() {
        return new JavaRuntime(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * @throws StackException if {@code home} is no JDK, or one older than 17
     */
    static JavaRuntime at(Path home) {
        if (home.equals(current().home())) {
            return current();
        }
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new StackException(
                    "mars.local.java-home: "
                            + home
                            + " is not a JDK: it has no readable file"
                            + " 'release'; name the directory that holds bin/java",
                    e);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        int feature;
        try {
            feature = Runtime.Version.parse(version).feature();
        } catch (IllegalArgumentException e) {
            feature = 0;
        }
        if (feature < 17) {
            throw new StackException(
                    "mars.local.java-home: "
                            + home
                            + " is Java '"
                            + version
                            + "'; MARS needs 17 or newer");
        }
        return new JavaRuntime(home, feature);
    }

    String executable() {
        return home.resolve("bin").resolve("java").toString();
    }

    /** Flags for Flink and Kafka, which reach into the JDK. */
    List<String> openings() {
        List<String> flags = new ArrayList<>();
        for (String opened : OPENED) {
            flags.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        if (feature >= 22) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature >= 23) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }
}
