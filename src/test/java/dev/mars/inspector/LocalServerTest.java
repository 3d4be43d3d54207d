// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** If one of these fails, a web page elsewhere can read what users did on this machine. */
class LocalServerTest {
    private LocalServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                new LocalServer(
                        0,
                        Map.of(
                                "/here", query -> Answer.json(Map.of("q", query.get("q"))),
                                "/gone",
                                        query -> {
                                            throw new IOException("Kafka is away");
                                        },
                                "/wrong",
                                        query -> {
                                            throw new IllegalArgumentException("q is no number");
                                        }));
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8083",
                "localhost.evil.example",
                "127.0.0.1.evil.example:80",
                "evil.example:80:localhost",
                "localhost:80.evil.example",
                "localhost@evil.example",
                "192.168.0.1",
                ""
            })
    void anotherHostIsRefused(String host) throws IOException {
        assertThat(send("GET", "/here", host)).startsWith("HTTP/1.1 403").doesNotContain("\"q\"");
        assertThat(HostRule.isOurs(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8083",
                "LOCALHOST:1",
                "127.0.0.1:8083",
                "[::1]:8083"
            })
    void thisMachineIsAnswered(String host) throws IOException {
        assertThat(send("GET", "/here?q=a%26b%20c", host))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"q\":\"a&b c\"}");
    }

    @Test
    void theBrowserIsToldToLoadNothingElse() throws IOException {
        assertThat(send("GET", "/here", "localhost"))
                .containsIgnoringCase(
                        "Content-Security-Policy: default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Cross-Origin-Resource-Policy: same-origin")
                .doesNotContain("unsafe")
                .doesNotContainIgnoringCase("Access-Control-Allow");
    }

    @Test
    void nothingCanBeChanged() throws IOException {
        assertThat(send("POST", "/here", "localhost"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("Allow: GET, HEAD");
        assertThat(send("HEAD", "/here", "localhost"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @Test
    void failuresSayWhatIsWrong() throws IOException {
        assertThat(send("GET", "/nothing", "localhost")).startsWith("HTTP/1.1 404");
        assertThat(send("GET", "/gone", "localhost"))
                .startsWith("HTTP/1.1 503")
                .contains("Kafka is away");
        assertThat(send("GET", "/wrong", "localhost"))
                .startsWith("HTTP/1.1 400")
                .contains("q is no number");
        assertThat(send("GET", "/here?q=%zz", "localhost")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aPortInUseNamesTheOption() {
        int port = server.uri().getPort();
        assertThatThrownBy(() -> new LocalServer(port, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mars.local.port.inspector: " + port)
                .hasMessageContaining("--port");
        assertThatThrownBy(() -> new LocalServer(70_000, Map.of()))
                .hasMessageContaining("mars.local.port.inspector: 70000");
    }

    /** Byte by byte, as the JDK's own client does not let a request lie about its host. */
    private String send(String method, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            String request =
                    "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(method, path, host);
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
