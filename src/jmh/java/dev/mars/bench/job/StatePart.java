// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Bytes of state of users who have acted equally often: of the state itself, as a canonical
 * savepoint has it, and of RocksDB's files, where older versions lie until they are compacted.
 */
final class StatePart {
    private static final int USERS = 20_000;
    private static final int EVENTS = 50;

    static Map<String, Object> measure(Bench bench, Items items, BenchSettings settings)
            throws Exception {
        Bench.tell("state: %,d users of %d events".formatted(USERS, EVENTS));
        BenchSettings sized = settings.sized(USERS, USERS / 20, (long) USERS * EVENTS, 0);
        try (World world = new World(bench, items, sized, "even", Shape.EVEN)) {
            world.sendHistory();
            Histories histories = new Histories();
            histories.take(bench, world, Variant.THROUGHPUT, SavepointFormatType.CANONICAL);
            Map<String, Long> bytes = histories.bytesOfSavepoint(Variant.THROUGHPUT);
            Map<String, Long> files = histories.bytesOfState(Variant.THROUGHPUT);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("users", USERS);
            json.put("eventsPerUser", EVENTS);
            json.put("bytesOfStateByOperator", bytes);
            json.put("bytesPerUser", bytes.get("user profiler") / USERS);
            json.put("bytesPerItem", bytes.get("item join") / settings.items());
            json.put("bytesOfFilesPerUser", files.get("user profiler") / USERS);
            json.put("bytesOfFilesPerItem", files.get("item join") / settings.items());
            return json;
        }
    }

    private StatePart() {}
}
