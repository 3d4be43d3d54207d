// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.evaluate;

import dev.mars.config.MarsOptions;
import dev.mars.report.Digits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.TimeUtils;

/**
 * Who is low-active and who is a donor, under which variants are compared.
 *
 * @param name in topics and reports
 * @param title for people
 * @param configuration of MARS, the rest of it included
 */
record RetrievalWorld(String name, String title, Configuration configuration) {
    private static final List<Integer> HALF_LIVES = List.of(0, 30, 90, 180);

    /** No decay, low 5, high 20, where the options do not say otherwise. */
    static RetrievalWorld main(Configuration options) {
        Configuration configuration = new Configuration(options);
        if (!options.contains(MarsOptions.HALF_LIFE)) {
            configuration.set(MarsOptions.HALF_LIFE, Duration.ZERO);
        }
        if (!options.contains(MarsOptions.ACTIVITY_LOW)) {
            configuration.set(MarsOptions.ACTIVITY_LOW, 5.0);
        }
        if (!options.contains(MarsOptions.ACTIVITY_HIGH)) {
            configuration.set(MarsOptions.ACTIVITY_HIGH, 20.0);
        }
        return new RetrievalWorld("main", "Main: " + settings(configuration), configuration);
    }

    /** The options as they are, by half-life; that of the defaults is among them. */
    static List<RetrievalWorld> byHalfLife(Configuration options) {
        return HALF_LIVES.stream()
                .map(
                        days -> {
                            Configuration configuration = new Configuration(options);
                            configuration.set(MarsOptions.HALF_LIFE, Duration.ofDays(days));
                            boolean isDefault =
                                    MarsOptions.HALF_LIFE.defaultValue().toDays() == days
                                            && Stream.of(
                                                            MarsOptions.ACTIVITY_LOW,
                                                            MarsOptions.ACTIVITY_HIGH)
                                                    .noneMatch(options::contains);
                            return new RetrievalWorld(
                                    "half-life-" + days + "d",
                                    settings(configuration) + (isDefault ? " (the defaults)" : ""),
                                    configuration);
                        })
                .toList();
    }

    private static String settings(Configuration configuration) {
        Duration halfLife = configuration.get(MarsOptions.HALF_LIFE);
        return "half-life %s, low %s, high %s"
                .formatted(
                        halfLife.isZero() ? "0" : TimeUtils.formatWithHighestUnit(halfLife),
                        Digits.count(configuration.get(MarsOptions.ACTIVITY_LOW)),
                        Digits.count(configuration.get(MarsOptions.ACTIVITY_HIGH)));
    }
}
