// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to measure, and on how much. Comes as arguments of the form {@code name=value}.
 *
 * @param users who may act
 * @param items items
 * @param history behaviours that the jobs have taken in before anything is measured
 * @param backlog behaviours that wait for each job that is measured
 * @param donors HIGH users at the end of the history
 * @param lowShare share of the requests by LOW users where retrieval is measured, 0 to below 1
 * @param daily behaviours of a user in a day of event time, on average
 * @param rounds in which reference and variants take turns
 * @param seconds that a measurement may take
 * @param memoryMiB of the TaskManager's process
 * @param seed of the simulated world
 * @param parts of the benchmark
 * @param points sizes of the worlds whose costs are compared
 * @param options of MARS and Flink, for all jobs alike
 */
record BenchSettings(
        int users,
        int items,
        long history,
        long backlog,
        int donors,
        double lowShare,
        double daily,
        int rounds,
        int seconds,
        int memoryMiB,
        long seed,
        List<String> parts,
        List<GrowthPart.Point> points,
        Map<String, String> options) {
    private static final String OPTION = "-D";

    /**
     * @throws IllegalArgumentException if one is missing or is no number
     */
    static BenchSettings of(List<String> arguments) {
        Map<String, String> named = new LinkedHashMap<>();
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = argument.substring(0, equals);
            String value = argument.substring(equals + 1);
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
            } else {
                named.put(name, value);
            }
        }
        return new BenchSettings(
                (int) number(named, "users"),
                (int) number(named, "items"),
                (long) number(named, "history"),
                (long) number(named, "backlog"),
                (int) number(named, "donors"),
                number(named, "lowShare"),
                number(named, "daily"),
                (int) number(named, "rounds"),
                (int) number(named, "seconds"),
                (int) number(named, "memoryMiB"),
                (long) number(named, "seed"),
                Arrays.asList(named.get("parts").split(",")),
                Arrays.stream(named.get("points").split(",")).map(GrowthPart.Point::of).toList(),
                options);
    }

    private static double number(Map<String, String> named, String name) {
        String value = named.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; pass " + name + "=NUMBER");
        }
        return Double.parseDouble(value);
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    /** Another world for the same measurements. */
    BenchSettings sized(int users, int donors, long history, long backlog) {
        return new BenchSettings(
                users, items, history, backlog, donors, lowShare, daily, rounds, seconds, memoryMiB,
                seed, parts, points, options);
    }

    /** Behaviours that all users have in an hour of event time, on average. */
    long perHour() {
        return Math.max(1, Math.round(users * daily / 24));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("users", users);
        json.put("items", items);
        json.put("historyBehaviors", history);
        json.put("backlogBehaviors", backlog);
        json.put("donorsWanted", donors);
        json.put("lowActiveShareWanted", lowShare);
        json.put("behaviorsPerUserAndDay", daily);
        json.put("rounds", rounds);
        json.put("secondsPerMeasurement", seconds);
        json.put("taskManagerMiB", memoryMiB);
        json.put("seed", seed);
        json.put("parts", new ArrayList<>(parts));
        json.put("options", options);
        return json;
    }
}
