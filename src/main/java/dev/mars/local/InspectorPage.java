// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The inspector, a web page about the stack, in a process of its own. */
final class InspectorPage {
    static final String NAME = "inspector";

    /** By name: it is built on what knows nothing of local stacks. */
    private static final String MAIN = "dev.mars.inspector.InspectorMain";

    private final Path directory;
    private final int port;

    InspectorPage(Path stackDirectory, int port) {
        this.directory = stackDirectory.resolve(NAME);
        this.port = port;
    }

    static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    /**
     * @param options of MARS and of others; those of the stack itself do not reach it
     * @param flink REST API
     */
    Component prepare(String classpath, Map<String, String> options, URI flink) {
        Path file = directory.resolve("inspector.properties");
        Properties properties = new Properties();
        options.forEach(
                (key, value) -> {
                    if (key.startsWith("mars.") && !key.startsWith("mars.local.")) {
                        properties.setProperty(key, value);
                    }
                });
        properties.setProperty("mars.local.port.inspector", Integer.toString(port));
        properties.setProperty("rest.address", flink.getHost());
        properties.setProperty("rest.port", Integer.toString(flink.getPort()));
        try {
            Files.createDirectories(directory);
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, "Written at every start of the inspector.");
            }
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e.getMessage(), e);
        }
        List<String> flags = new ArrayList<>(JavaRuntime.current().openings());
        flags.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", JavaRuntime.QUICK_START));
        ProcessSpec spec =
                new ProcessSpec(
                        NAME,
                        JavaRuntime.current(),
                        classpath,
                        flags,
                        MAIN,
                        List.of(file.toString()));
        return new Component(spec, port, at(port).toString(), this::answers);
    }

    private boolean answers() throws IOException {
        return Http.get(at(port).resolve("/api/state")).has("topics");
    }
}
