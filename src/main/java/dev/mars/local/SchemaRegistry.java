// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apicurio Registry, asked through its Confluent-compatible API; schemas in an H2 file. */
final class SchemaRegistry {
    private final Path directory;
    private final int port;

    SchemaRegistry(Path stackDirectory, int port) {
        this.directory = stackDirectory;
        this.port = port;
    }

    String url() {
        return "http://localhost:" + port + "/apis/ccompat/v7";
    }

    Component prepare(String classpath) {
        Path log = StackDirectory.logs(directory).resolve("registry.log");
        List<String> flags = new ArrayList<>(JavaRuntime.current().openings());
        flags.addAll(
                List.of(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        JavaRuntime.QUICK_START,
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.http.access-log.enabled=false",
                        "-Dquarkus.log.level=INFO",
                        "-Dquarkus.log.console.enable=false",
                        "-Dquarkus.log.file.enable=true",
                        "-Dquarkus.log.file.path=" + log,
                        "-Dquarkus.log.file.json=false",
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        // Each write is on disk when it is answered: a killed registry keeps it.
                        "-Dapicurio.datasource.url=jdbc:h2:file:"
                                + directory.resolve("registry/schemas")
                                + ";WRITE_DELAY=0",
                        // Its first connection creates the database: more than the 5 s it would
                        // wait, on a loaded machine.
                        "-Dquarkus.datasource.h2.jdbc.acquisition-timeout=300S",
                        "-Dapicurio.datasource.jdbc.initial-size=1",
                        "-Dapicurio.datasource.jdbc.min-size=1",
                        "-Dapicurio.datasource.jdbc.max-size=8"));
        ProcessSpec spec =
                new ProcessSpec(
                        "registry",
                        JavaRuntime.current(),
                        classpath,
                        flags,
                        "io.quarkus.runner.GeneratedMain",
                        List.of());
        return new Component(spec, port, url(), this::answers);
    }

    private boolean answers() throws IOException {
        return Http.get(URI.create(url() + "/subjects")).isArray();
    }
}
