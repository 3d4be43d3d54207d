// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a job's checkpoints took. */
final class Checkpoints {
    /** Sizes that a checkpoint has: all that it refers to, and what it had to write. */
    static final String OF_STATE = "state_size";

    static final String WRITTEN = "checkpointed_size";

    private static final List<String> WITH_STATE =
            List.of("item join", "user profiler", "sequence augmenter", "kept bytes");

    /** Those of the last that Flink remembers, the oldest first. */
    static List<Map<String, Object>> json(RunningJob job) throws InterruptedException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode one : job.completed()) {
            all.add(json(one));
        }
        return all;
    }

    static Map<String, Object> json(JsonNode checkpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milliseconds", checkpoint.path("end_to_end_duration").asLong());
        json.put("bytesWritten", checkpoint.path(WRITTEN).asLong());
        json.put("bytesOfState", checkpoint.path(OF_STATE).asLong());
        return json;
    }

    /**
     * A size in the last checkpoint, by operator chain; empty if there is no checkpoint.
     *
     * @param size {@link #OF_STATE} or {@link #WRITTEN}
     */
    static Map<String, Long> byOperator(RunningJob job, String size) throws InterruptedException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        List<JsonNode> completed = job.completed();
        if (!completed.isEmpty()) {
            JsonNode tasks = job.details(completed.get(completed.size() - 1)).path("tasks");
            for (String name : WITH_STATE) {
                String id = job.vertexId(name);
                if (id != null) {
                    bytes.put(name, tasks.path(id).path(size).asLong());
                }
            }
        }
        return bytes;
    }

    private Checkpoints() {}
}
