// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the answers of Confluent's registry; TopicIT has a real one, of Apicurio. */
class SubjectsTest {
    private static final List<TopicPlan> PLANS = TopicPlan.of(TopicSettingsTest.DEFAULTS);
    private static final String STRICT = "item-modality-value";

    private final List<String> asked = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private HttpServer server;
    private boolean mayConfigure = true;
    private String ofAll = "FORWARD";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A platform's FULL_TRANSITIVE would be put back to BACKWARD by each `mars topics`. */
    @Test
    void onlyWhereThereIsNoLevelOneIsSet() throws Exception {
        register();
        assertThat(asked).filteredOn(line -> line.startsWith("PUT")).hasSize(4);
        assertThat(asked).doesNotContain("PUT /config/" + STRICT);
        assertThat(said)
                .hasSize(5)
                .contains("subject " + STRICT + ": schema id 7, FULL_TRANSITIVE")
                .contains("subject user-behavior-value: schema id 7, BACKWARD");
    }

    /**
     * One that a platform demands of all subjects would be undercut by one of the subject's own.
     */
    @Test
    void aStricterLevelOfAllIsLeft() throws Exception {
        ofAll = "FULL";
        register();
        assertThat(asked).noneMatch(line -> line.startsWith("PUT"));
        assertThat(said).contains("subject user-behavior-value: schema id 7, FULL");
    }

    /** Else the first refusal leaves all other topics without schemas. */
    @Test
    void schemasAreRegisteredEvenWhereNoLevelMayBeSet() {
        mayConfigure = false;
        assertThatThrownBy(this::register)
                .hasMessageContaining("does not let this user set compatibility levels: not you")
                .hasMessageContaining("need BACKWARD or a stricter one");
        assertThat(asked).filteredOn(line -> line.startsWith("POST")).hasSize(5);
    }

    private void register() throws IOException {
        String url = "http://localhost:" + server.getAddress().getPort();
        try (SchemaRegistry registry = new SchemaRegistry(url, Map.of())) {
            Subjects.register(PLANS, registry, said::add);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        switch (exchange.getRequestMethod()) {
            case "POST" -> answer(exchange, 200, "{'id': 7}");
            case "PUT" -> {
                if (mayConfigure) {
                    answer(exchange, 200, "{'compatibility': 'BACKWARD'}");
                } else {
                    answer(exchange, 403, "{'error_code': 40301, 'message': 'not you'}");
                }
            }
            default -> {
                if (path.endsWith(STRICT)) {
                    answer(exchange, 200, "{'compatibilityLevel': 'FULL_TRANSITIVE'}");
                } else if (path.equals("/config")) {
                    answer(exchange, 200, "{'compatibilityLevel': '" + ofAll + "'}");
                } else {
                    answer(exchange, 404, "{'error_code': 40408, 'message': 'none of its own'}");
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
