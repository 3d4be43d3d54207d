// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a cluster tells of itself. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    FlinkRest(URI root) {
        this.root = root;
    }

    /** A missing node while the cluster does not answer. */
    JsonNode get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(path)).GET());
    }

    JsonNode post(String path, String body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(
                            request.timeout(Duration.ofSeconds(20)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.statusCode() / 100 == 2
                    ? JSON.readTree(response.body())
                    : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * A TaskManager's metric, of the only one that there is.
     *
     * @return NaN if it is not known yet
     */
    double ofTaskManager(String metric) throws InterruptedException {
        String id = get("/taskmanagers").at("/taskmanagers/0/id").asText();
        String value =
                get("/taskmanagers/" + id + "/metrics?get=" + encoded(metric))
                        .at("/0/value")
                        .asText();
        return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
    }

    /**
     * The sum over a vertex' subtasks of every metric whose name ends so.
     *
     * @return NaN if there is none
     */
    double sum(String vertex, String suffix) throws InterruptedException {
        return aggregate(vertex, suffix, "sum");
    }

    double max(String vertex, String suffix) throws InterruptedException {
        return aggregate(vertex, suffix, "max");
    }

    private double aggregate(String vertex, String suffix, String how) throws InterruptedException {
        String metrics = vertex + "/subtasks/metrics";
        double total = Double.NaN;
        for (JsonNode one : get(metrics)) {
            String id = one.path("id").asText();
            if (id.endsWith(suffix)) {
                JsonNode value =
                        get(metrics + "?agg=" + how + "&get=" + encoded(id)).at("/0/" + how);
                if (value.isNumber()) {
                    total = Double.isNaN(total) ? value.asDouble() : total + value.asDouble();
                }
            }
        }
        return total;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
