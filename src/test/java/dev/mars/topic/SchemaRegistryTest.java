// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.mars.topic.avro.UserBehavior;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no registry; with a real one, see the integration tests. */
class SchemaRegistryTest {
    /** A topic full of good records must not become dead letters because the registry is down. */
    @Test
    void nobodyThereIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertUnavailable("http://localhost:" + port);
    }

    /** Nor because the URL is that of another server, which knows no schema either. */
    @Test
    void anotherServerIsUnavailable() throws Exception {
        for (int status : new int[] {200, 401, 404, 500, 503}) {
            HttpServer server = server(status, "<html>not here</html>".getBytes());
            try {
                assertUnavailable("http://localhost:" + server.getAddress().getPort());
            } finally {
                server.stop(0);
            }
        }
    }

    /** What a producer of another format left there must not end a look at all the rest. */
    @Test
    void aSubjectOfAnotherFormatIsRefused() throws Exception {
        byte[] answer =
                new ObjectMapper()
                        .writeValueAsBytes(
                                Map.of(
                                        "subject",
                                        "s",
                                        "version",
                                        1,
                                        "id",
                                        1,
                                        "schemaType",
                                        "JSON",
                                        "schema",
                                        "{}"));
        HttpServer server = server(200, answer);
        String url = "http://localhost:" + server.getAddress().getPort();
        try (SchemaRegistry registry = new SchemaRegistry(url, Map.of())) {
            assertThatThrownBy(() -> registry.newest("s"))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("not AVRO");
        } finally {
            server.stop(0);
        }
    }

    /**
     * What a lenient registry lets in: each of its records is a dead letter, and the job goes on.
     */
    @Test
    void aSchemaThatAvroRefusesIsUnknown() throws Exception {
        // A field twice is no SchemaParseException.
        String field = "{'name': 'f', 'type': 'long'}";
        String schema =
                "{'type': 'record', 'name': 'R', 'fields': [%s, %s]}".formatted(field, field);
        byte[] answer =
                new ObjectMapper().writeValueAsBytes(Map.of("schema", schema.replace('\'', '"')));
        HttpServer server = server(200, answer);
        String url = "http://localhost:" + server.getAddress().getPort();
        try (SchemaRegistry registry = new SchemaRegistry(url, Map.of())) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("no schema that Avro understands");
        } finally {
            server.stop(0);
        }
    }

    /** A password in the URL must not end up in a log. */
    @Test
    void errorsDoNotShowCredentials() {
        try (SchemaRegistry registry =
                new SchemaRegistry("http://me:secret@localhost:1/api", Map.of())) {
            assertThatThrownBy(() -> registry.byId(1))
                    .hasMessageContaining("http://localhost:1/api")
                    .hasMessageNotContaining("secret");
        }
    }

    /** Answers everything so. */
    private static HttpServer server(int status, byte[] answer) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static void assertUnavailable(String url) {
        try (SchemaRegistry registry = new SchemaRegistry(url, Map.of())) {
            assertThatThrownBy(() -> registry.byId(1))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(url)
                    .hasMessageContaining("mars.registry.url");
            assertThatThrownBy(() -> registry.idOf("s", UserBehavior.getClassSchema()))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
    }
}
