// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;

/** What an event costs in worlds of other sizes. */
final class GrowthPart {
    private static final long LEAST_HISTORY = 200_000;

    /** Users and donors of a world. */
    record Point(int users, int donors) {
        /** From {@code 1000000x50000}. */
        static Point of(String text) {
            String[] both = text.split("x");
            return new Point(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
        }
    }

    static Map<String, Object> measure(
            Bench bench, Items items, BenchSettings settings, Point point) throws Exception {
        Bench.tell("growth: %,d users, %,d donors".formatted(point.users, point.donors));
        long history = Math.max(LEAST_HISTORY, settings.history() * point.users / settings.users());
        BenchSettings sized =
                settings.sized(point.users, point.donors, history, settings.backlog() / 2);
        String name = "growth-" + point.users + "-" + point.donors;
        try (World world = new World(bench, items, sized, name, Shape.NATURAL)) {
            world.sendHistory();
            Histories histories = new Histories();
            histories.take(bench, world, Variant.THROUGHPUT, SavepointFormatType.NATIVE);
            world.sendBacklog();
            ThroughputPart part = new ThroughputPart(bench, world, histories);
            part.round(1, List.of(Variant.STATE, Variant.THROUGHPUT));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("users", point.users);
            json.put("donorsWanted", point.donors);
            json.putAll(world.figures());
            json.putAll(histories.figures());
            json.putAll(part.json());
            return json;
        }
    }

    private GrowthPart() {}
}
