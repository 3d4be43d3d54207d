// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.bench.Statistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done between two samples. */
record Window(Sample from, Sample to) {
    /**
     * The longest that begins with the first sample and has a whole number of epochs: what an
     * epoch's end costs is neither missed nor counted twice. All of them, if there is not one
     * epoch.
     *
     * @param epoch outputs of an epoch
     */
    static Window ofWholeEpochs(List<Sample> samples, long epoch) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        long epochs = (last.outputs() - first.outputs()) / epoch;
        if (epochs > 0) {
            long end = first.outputs() + epochs * epoch;
            for (Sample sample : samples) {
                if (sample.outputs() >= end) {
                    return new Window(first, sample);
                }
            }
        }
        return new Window(first, last);
    }

    static Window of(List<Sample> samples) {
        return new Window(samples.get(0), samples.get(samples.size() - 1));
    }

    double seconds() {
        return to.seconds() - from.seconds();
    }

    long outputs() {
        return to.outputs() - from.outputs();
    }

    double perSecond() {
        return outputs() / seconds();
    }

    /** Of what MARS runs on: all of Flink, but not Kafka, the registry, or the benchmark. */
    double cpuSecondsPerMillion() {
        return perMillion(
                difference(from.processes(), to.processes()).entrySet().stream()
                        .filter(entry -> isFlink(entry.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
    }

    private static boolean isFlink(String process) {
        return process.startsWith("taskmanager") || process.equals("jobmanager");
    }

    /** Share of the time in which the TaskManager stood still for garbage collection. */
    double collecting() {
        return (to.collecting() - from.collecting()) / seconds();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seconds", Statistics.rounded(seconds()));
        json.put("outputs", outputs());
        json.put("eventsPerSecond", Statistics.rounded(perSecond()));
        json.put("cpuSecondsPerMillion", Statistics.rounded(cpuSecondsPerMillion()));
        json.put("gcShare", Statistics.rounded(collecting()));
        json.put("cpuSecondsPerMillionByProcess", each(from.processes(), to.processes()));
        json.put("cpuSecondsPerMillionByThreads", each(from.threads(), to.threads()));
        return json;
    }

    private Map<String, Object> each(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Object> each = new TreeMap<>();
        difference(before, after)
                .forEach(
                        (name, seconds) -> each.put(name, Statistics.rounded(perMillion(seconds))));
        return each;
    }

    private double perMillion(double seconds) {
        return seconds / outputs() * 1e6;
    }

    /** Threads that ended meanwhile leave nothing; less than nothing is not told. */
    private static Map<String, Double> difference(
            Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> difference = new TreeMap<>();
        after.forEach(
                (name, seconds) ->
                        difference.put(
                                name, Math.max(0, seconds - before.getOrDefault(name, 0.0))));
        return difference;
    }
}
