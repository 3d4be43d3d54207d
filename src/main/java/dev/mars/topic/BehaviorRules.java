// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import dev.mars.config.MarsOptions;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What a behaviour must fulfil to be used.
 *
 * @param actions weight of each configured action, 0 or more
 * @param maxAheadMillis how far an event time may be ahead of the record's Kafka timestamp
 */
public record BehaviorRules(Map<String, Double> actions, long maxAheadMillis)
        implements Serializable {
    private static final double MOST_WEIGHT = 1e9;

    public BehaviorRules {
        actions = Map.copyOf(actions);
        for (Map.Entry<String, Double> action : new TreeMap<>(actions).entrySet()) {
            String name = action.getKey();
            double weight = action.getValue();
            if (name.isEmpty() || name.equals(Heartbeat.ACTION)) {
                throw new IllegalArgumentException(
                        ("mars.actions has an action named \"%s\"; a name must "
                                        + "not be empty, and %s is the heartbeat's: choose "
                                        + "another")
                                .formatted(name, Heartbeat.ACTION));
            }
            // Evidence is kept in floats.
            if (!(weight >= 0 && weight <= MOST_WEIGHT)) {
                throw new IllegalArgumentException(
                        "mars.actions gives %s the weight %s; a weight must be 0 to %s: correct it"
                                .formatted(name, weight, MOST_WEIGHT));
            }
        }
        if (maxAheadMillis < 0) {
            throw new IllegalArgumentException(
                    "mars.validation.max-ahead is %s ms; it must be 0 or more: correct it"
                            .formatted(maxAheadMillis));
        }
    }

    public static BehaviorRules from(ReadableConfig configuration) {
        Map<String, Double> weights = new TreeMap<>();
        configuration
                .get(MarsOptions.ACTIONS)
                .forEach((action, weight) -> weights.put(action, weight(action, weight)));
        return new BehaviorRules(weights, configuration.get(MarsOptions.MAX_AHEAD).toMillis());
    }

    private static double weight(String action, String weight) {
        try {
            return Double.parseDouble(weight);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    ("mars.actions gives %s the weight \"%s\"; a weight must be "
                                    + "a number: write it as %s:1")
                            .formatted(action, weight, action),
                    e);
        }
    }
}
