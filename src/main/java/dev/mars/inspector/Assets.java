// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import dev.mars.report.PageAssets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The page's own files, under the paths by which it asks for them. */
final class Assets {
    private static final List<String> SCRIPTS =
            List.of(
                    "inspector.js",
                    "poll.js",
                    "users.js",
                    "sequence.js",
                    "live.js",
                    "space.js",
                    "letters.js",
                    "charts.js",
                    "dom.js");

    static Map<String, LocalServer.Route> routes() {
        Map<String, LocalServer.Route> routes = new TreeMap<>();
        add(routes, "/", Answer.text("text/html", read("index.html")));
        add(
                routes,
                "/inspector.css",
                Answer.text("text/css", PageAssets.style() + read("inspector.css")));
        for (String script : SCRIPTS) {
            add(routes, "/" + script, Answer.text("text/javascript", read(script)));
        }
        add(routes, "/chart.js", Answer.text("text/javascript", PageAssets.charts()));
        return routes;
    }

    private static void add(Map<String, LocalServer.Route> routes, String path, Answer answer) {
        routes.put(path, query -> answer);
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "class path: " + resource + " of the inspector is missing; build anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Assets() {}
}
