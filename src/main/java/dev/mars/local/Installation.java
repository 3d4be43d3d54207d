// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The build that the processes are started from: a checkout with its {@code target}.
 *
 * @param root the checkout
 */
public record Installation(Path root) {
    /**
     * The one that this class was loaded from, or that the system property {@code mars.home} names.
     *
     * @throws StackException if MARS runs from anything but its build, such as a job jar
     */
    public static Installation find() {
        String home = System.getProperty("mars.home");
        Path root = home != null ? Path.of(home) : aboveClasses();
        if (root == null || !Files.isRegularFile(root.resolve("target/classpath"))) {
            throw new StackException(
                    "no build of MARS at "
                            + root
                            + ": the local stack is started from a checkout;"
                            + " use its launcher ./mars, or build with ./mvnw process-classes");
        }
        return new Installation(root.toAbsolutePath().normalize());
    }

    private static Path aboveClasses() {
        try {
            Path classes =
                    Path.of(
                            Installation.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path target = classes.getParent();
            return target == null ? null : target.getParent();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    Path classes() {
        return root.resolve("target/classes");
    }

    /** Class path of Kafka, Flink and MARS. */
    String classpath(List<Path> extra) {
        try {
            List<String> all = new ArrayList<>();
            all.add(classes().toString());
            extra.forEach(path -> all.add(path.toAbsolutePath().toString()));
            all.add(Files.readString(root.resolve("target/classpath")).strip());
            return String.join(File.pathSeparator, all);
        } catch (IOException e) {
            throw new StackException("cannot read target/classpath: " + e.getMessage(), e);
        }
    }

    /** Class path of the registry; its runner's manifest names the libraries beside it. */
    String registryClasspath() {
        Path registry = root.resolve("target/registry");
        try (Stream<Path> files = Files.list(registry)) {
            Path runner =
                    files.filter(file -> file.toString().endsWith("-runner.jar"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no *-runner.jar"));
            return classes() + File.pathSeparator + runner;
        } catch (IOException e) {
            throw new StackException(
                    "no schema registry in "
                            + registry
                            + " ("
                            + e.getMessage()
                            + "): build with ./mvnw process-classes",
                    e);
        }
    }

    Path flinkTemplate() {
        return root.resolve("flink-conf/config.yaml");
    }
}
