// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mars.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that a stack shows or stores: its files, and what Flink's REST API answers. */
final class ShownTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalStack stack;
    private final Map<String, String> texts = new TreeMap<>();

    private ShownTexts(LocalStack stack) {
        this.stack = stack;
    }

    /** By file name or address. Records in Kafka are not among them: they are the users' own. */
    static Map<String, String> of(LocalStack stack) throws Exception {
        ShownTexts shown = new ShownTexts(stack);
        shown.files(stack.directory());
        shown.rest();
        return shown.texts;
    }

    private void files(Path directory) throws IOException {
        Path records = directory.resolve("kafka").resolve("data");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(f -> Files.isRegularFile(f) && !f.startsWith(records)).toList()) {
                // A byte is a character, whatever it means.
                texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    private void rest() throws Exception {
        for (String path : List.of("/config", "/overview", "/jobmanager/config")) {
            get(path);
        }
        get("/jobmanager/environment");
        get("/jobmanager/log");
        for (JsonNode taskManager : JSON.readTree(get("/taskmanagers")).get("taskmanagers")) {
            String path = "/taskmanagers/" + taskManager.get("id").asText();
            get(path);
            get(path + "/log");
        }
        for (JsonNode job : JSON.readTree(get("/jobs")).get("jobs")) {
            String path = "/jobs/" + job.get("id").asText();
            for (String what :
                    List.of("", "/config", "/plan", "/exceptions", "/checkpoints/config")) {
                get(path + what);
            }
            JsonNode vertices = JSON.readTree(get(path)).get("vertices");
            for (JsonNode vertex : vertices) {
                get(path + "/vertices/" + vertex.get("id").asText());
            }
        }
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(stack.flinkRest() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        texts.put(path, answer.body());
        return answer.body();
    }
}
