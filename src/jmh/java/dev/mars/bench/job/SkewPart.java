// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import dev.mars.config.OptionValues;
import dev.mars.stream.Extent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * The same world as it is and with a hot item and a hot user in it, the latter without and with
 * copies of items. Each job takes in the whole of its topic, to the last output.
 */
final class SkewPart {
    private static final String COPIES = "mars.item-join.copies";
    private static final int SALTED = 8;

    /** What is compared. */
    private enum Case {
        UNSKEWED(Shape.NATURAL, 1),
        SKEWED(Shape.SKEWED, 1),
        SALTED_SKEWED(Shape.SKEWED, SALTED);

        private final Shape shape;
        private final int copies;

        Case(Shape shape, int copies) {
            this.shape = shape;
            this.copies = copies;
        }
    }

    private final Bench bench;
    private final BenchSettings settings;
    private final Map<Shape, World> worlds = new EnumMap<>(Shape.class);
    private final Map<Case, List<Measured>> measured = new EnumMap<>(Case.class);
    private final Map<Case, OutputDigest> digests = new EnumMap<>(Case.class);

    private SkewPart(Bench bench, BenchSettings settings) {
        this.bench = bench;
        this.settings = settings;
    }

    static Map<String, Object> measure(Bench bench, Items items, BenchSettings whole)
            throws Exception {
        int users = Math.max(1, whole.users() / 10);
        BenchSettings settings =
                whole.sized(users, whole.donors() / 10, 3L * users, whole.backlog() / 4);
        SkewPart part = new SkewPart(bench, settings);
        try (World natural = new World(bench, items, settings, "natural", Shape.NATURAL);
                World skewed = new World(bench, items, settings, "skewed", Shape.SKEWED)) {
            part.worlds.put(Shape.NATURAL, natural);
            part.worlds.put(Shape.SKEWED, skewed);
            for (World world : part.worlds.values()) {
                world.sendHistory();
                world.sendBacklog();
                world.sendEnd();
            }
            for (int round = 0; round < whole.rounds(); round++) {
                for (Case one : Case.values()) {
                    part.run(one);
                }
            }
            return part.json();
        }
    }

    /**
     * @throws IllegalStateException if this build has no option for copies of items
     */
    static void requireCopies() {
        try {
            OptionValues.read(null, Map.of(COPIES, "2"));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "this build has no option "
                            + COPIES
                            + ", so there is nothing that part skew could compare; leave it out of"
                            + " --parts",
                    e);
        }
    }

    private void run(Case one) throws Exception {
        World world = worlds.get(one.shape);
        Configuration configuration = new Configuration(world.configuration());
        configuration.setString(COPIES, Integer.toString(one.copies));
        long waiting = settings.history() + settings.backlog();
        try (RunningJob job =
                new RunningJob(bench, Variant.THROUGHPUT, configuration, Extent.LIVE, null)) {
            Measured figures = Measured.of(bench, world, Variant.THROUGHPUT, job, waiting);
            measured.computeIfAbsent(one, c -> new ArrayList<>()).add(figures);
            Bench.tell("skew, %s: %,.0f events/s".formatted(one, figures.window().perSecond()));
            if (!digests.containsKey(one)) {
                Settled settled = new Settled(5);
                job.await("answering all", () -> settled.after(job.written()));
                digests.put(one, OutputDigest.of(configuration, job.output()));
            }
        }
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("copies", SALTED);
        json.put("ratio.skew", Statistics.rounded(rate(Case.SALTED_SKEWED) / rate(Case.UNSKEWED)));
        json.put(
                "ratio.skew.unsalted", Statistics.rounded(rate(Case.SKEWED) / rate(Case.UNSKEWED)));
        json.put("outputs", digests.get(Case.SKEWED).count());
        json.put("sameBytes", digests.get(Case.SKEWED).equals(digests.get(Case.SALTED_SKEWED)));
        measured.forEach(
                (one, rounds) ->
                        json.put(
                                one.name().toLowerCase(Locale.ROOT),
                                rounds.stream().map(Measured::figures).toList()));
        return json;
    }

    private double rate(Case one) {
        return Statistics.median(
                measured.get(one).stream()
                        .mapToDouble(figures -> figures.window().perSecond())
                        .toArray());
    }
}
