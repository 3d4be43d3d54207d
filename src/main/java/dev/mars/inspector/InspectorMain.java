// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/** The inspector as a process of the local stack; it serves until it is ended. */
public final class InspectorMain {
    /**
     * @param args a file of properties: MARS' options, rest.address and rest.port
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            properties.load(in);
        }
        Configuration configuration = new Configuration();
        properties
                .stringPropertyNames()
                .forEach(key -> configuration.setString(key, properties.getProperty(key)));
        try (Inspector inspector = Inspector.start(InspectorSettings.from(configuration))) {
            Thread.currentThread().join();
        }
    }

    private InspectorMain() {}
}
