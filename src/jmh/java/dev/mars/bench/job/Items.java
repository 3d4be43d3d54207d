// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.command.load.Loader;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The items and the model that all worlds of a run share. */
final class Items {
    /** Vectors of each encoder; a base of 64 dimensions comes of them. */
    private static final int DIMENSIONS = 64;

    private static final Duration NEVER = Duration.ofDays(3_650);

    private final BenchSettings settings;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /** Makes the topics, loads the items, and trains a model on them. */
    Items(Bench bench, BenchSettings settings) throws Exception {
        this.settings = settings;
        Bench.tell("items and model");
        Configuration configuration = bench.configuration("items");
        TopicSettings topics = TopicSettings.from(configuration);
        try (TopicCreation all = new TopicCreation(topics)) {
            all.create(line -> {});
        }
        long started = System.nanoTime();
        try (Simulator simulator = world(1, 0, Instant.EPOCH, Duration.ofDays(1))) {
            // They have no news: their watermark must never hold a behaviour back.
            new Loader(topics, configuration)
                    .loadItems(simulator, Instant.now().plus(NEVER).toEpochMilli(), new Progress());
        }
        figures.put("loadItemsSeconds", Bench.secondsSince(started));
        started = System.nanoTime();
        new Training(topics, configuration).train(new Progress());
        figures.put("trainSeconds", Bench.secondsSince(started));
    }

    /** A world of these items. */
    Simulator world(int users, long behaviors, Instant start, Duration span) {
        return new Simulator(
                SimulatorSettings.DEFAULT
                        .withSeed(settings.seed())
                        .withSize(users, settings.items(), behaviors)
                        .withTime(start.toEpochMilli(), span)
                        .withDimensions(DIMENSIONS, DIMENSIONS)
                        .withBirths(0));
    }

    Map<String, Object> figures() {
        return figures;
    }
}
