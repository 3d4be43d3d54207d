// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET over HTTP, to this machine alone: it listens on the loopback address and refuses what
 * was meant for another host, see {@link HostRule}. The page may load nothing from elsewhere, run
 * no script but the server's own files, and stand in no other page's frame.
 */
final class LocalServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServer.class);
    private static final int THREADS = 4;

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src data:; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cache-Control",
                    "no-store");

    /** What answers under a path. */
    interface Route {
        /**
         * @throws IllegalArgumentException if the parameters are wrong; the message is sent
         * @throws IOException if what is needed cannot be reached; the message is sent
         */
        Answer answer(Query query) throws IOException;
    }

    private final Map<String, Route> routes;
    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * @param port 0 picks a free one
     * @param routes by path
     * @throws IOException if the port is in use
     */
    LocalServer(int port, Map<String, Route> routes) throws IOException {
        this.routes = new TreeMap<>(routes);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException | IllegalArgumentException e) {
            throw new IOException(
                    "mars.local.port.inspector: %d cannot be used (%s); stop what uses it, or choose another port with --port or -Dmars.local.port.inspector (0 picks a free one)"
                            .formatted(port, e.getMessage()),
                    e);
        }
        threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        task -> {
                            Thread thread = new Thread(task, "inspector-http");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    void start() {
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Answer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            HEADERS.forEach(headers::set);
            headers.set("Content-Type", answer.type());
            if (answer.status() == 405) {
                headers.set("Allow", "GET, HEAD");
            }
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), isHead ? -1 : answer.body().length);
            if (!isHead) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            LOG.debug("Whoever asked for {} is gone", exchange.getRequestURI(), e);
        }
    }

    private Answer answer(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (!HostRule.isOurs(host)) {
            return Answer.problem(
                    403, "this server answers to localhost only; open " + uri() + " instead");
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.problem(405, method + " is not possible here: nothing can be changed");
        }
        Route route = routes.get(exchange.getRequestURI().getPath());
        if (route == null) {
            return Answer.problem(404, "there is nothing here; the page is at " + uri());
        }
        try {
            return route.answer(Query.of(exchange.getRequestURI().getRawQuery()));
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} cannot be answered", exchange.getRequestURI(), e);
            return Answer.problem(503, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} cannot be answered", exchange.getRequestURI(), e);
            return Answer.problem(500, e + "; the log has more");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
