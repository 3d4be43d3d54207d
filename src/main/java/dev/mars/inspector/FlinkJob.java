// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.stream.JobMetric;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The augmentation job that runs on a Flink cluster, and its gauges ({@link JobMetric}) by Flink's
 * REST API. Safe for many threads.
 */
final class FlinkJob {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The operators whose subtasks have the index, or parts of it. */
    private static final List<String> INDEX =
            List.of("sequence augmenter", "request planner", "donor shards", "answer merger");

    /**
     * What is known now.
     *
     * @param id null if no such job runs
     * @param since when it was submitted, milliseconds since the epoch
     * @param gauges of each operator in the order of {@link JobMetric}; those that Flink has no
     *     value of yet are not there
     * @param problem why it is not known; null if it is
     */
    record State(String id, String name, long since, List<Gauge> gauges, String problem) {
        static State none(String problem) {
            return new State(null, null, 0, List.of(), problem);
        }
    }

    /**
     * A gauge over all subtasks; null where a value is no number.
     *
     * @param name as Flink knows it
     */
    record Gauge(String name, String unit, String meaning, Double min, Double avg, Double max) {}

    private final URI rest;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    /**
     * @param rest null if no cluster is known
     */
    FlinkJob(URI rest) {
        this.rest = rest;
    }

    State state() {
        if (rest == null) {
            return State.none(
                    "no Flink cluster is known; start one with `mars up`, or name one with"
                            + " -Drest.address=HOST -Drest.port=PORT");
        }
        try {
            for (JsonNode job : running()) {
                String path = "/jobs/" + job.path("jid").asText();
                List<Gauge> gauges = new ArrayList<>();
                boolean found = false;
                for (JsonNode vertex : get(path).path("vertices")) {
                    if (INDEX.stream().anyMatch(vertex.path("name").asText()::contains)) {
                        gauges.addAll(gauges(path + "/vertices/" + vertex.path("id").asText()));
                        found = true;
                    }
                }
                if (found) {
                    return new State(
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            job.path("start-time").asLong(),
                            gauges,
                            null);
                }
            }
            return State.none(null);
        } catch (IOException e) {
            return State.none(
                    "Flink at %s does not answer (%s); `mars status` shows whether it is up"
                            .formatted(rest, e.getMessage() == null ? e : e.getMessage()));
        }
    }

    /** The jobs that run, the newest first. */
    private List<JsonNode> running() throws IOException {
        List<JsonNode> jobs = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                jobs.add(job);
            }
        }
        jobs.sort(Comparator.comparing(job -> -job.path("start-time").asLong()));
        return jobs;
    }

    private List<Gauge> gauges(String vertex) throws IOException {
        String metrics = vertex + "/subtasks/metrics";
        Map<JobMetric, String> ids = ids(get(metrics));
        if (ids.isEmpty()) {
            return List.of();
        }
        String wanted = URLEncoder.encode(String.join(",", ids.values()), StandardCharsets.UTF_8);
        Map<String, JsonNode> values = new TreeMap<>();
        for (JsonNode value : get(metrics + "?agg=min,avg,max&get=" + wanted)) {
            values.put(value.path("id").asText(), value);
        }
        List<Gauge> gauges = new ArrayList<>();
        ids.forEach(
                (metric, id) -> {
                    JsonNode value = values.get(id);
                    if (value != null) {
                        gauges.add(
                                new Gauge(
                                        metric.title(),
                                        metric.unit(),
                                        metric.meaning(),
                                        number(value.path("min")),
                                        number(value.path("avg")),
                                        number(value.path("max"))));
                    }
                });
        return gauges;
    }

    /** Flink puts the operator's name in front of its metrics. */
    private static Map<JobMetric, String> ids(JsonNode all) {
        Map<JobMetric, String> ids = new TreeMap<>();
        for (JobMetric metric : JobMetric.values()) {
            for (JsonNode one : all) {
                String id = one.path("id").asText();
                if (metric.kind() == JobMetric.Kind.GAUGE && id.endsWith("." + metric.title())) {
                    ids.put(metric, id);
                }
            }
        }
        return ids;
    }

    /** Flink writes what is no number as text. */
    private static Double number(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.asDouble()) ? value.asDouble() : null;
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(rest + path)).timeout(PATIENCE).build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(path + " gives status " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
