// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** docker/compose.yaml: what its services run. */
final class ComposeFile {
    private final JsonNode services;

    ComposeFile() throws IOException {
        services =
                new ObjectMapper(new YAMLFactory())
                        .readTree(new File("docker/compose.yaml"))
                        .path("services");
    }

    List<String> command(String service) {
        List<String> words = new ArrayList<>();
        services.path(service).path("command").forEach(word -> words.add(word.asText()));
        return words;
    }

    int replicas(String service) {
        return services.path(service).at("/deploy/replicas").asInt(1);
    }
}
