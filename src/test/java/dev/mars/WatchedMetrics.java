// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that the alerts and the dashboard look at, as Prometheus knows them. */
public final class WatchedMetrics {
    private static final List<String> FILES =
            List.of("docker/prometheus/rules.yaml", "docker/grafana/dashboards/mars.json");

    private static final Pattern NAME = Pattern.compile("flink_[a-z]+_\\w+");

    public static Set<String> all() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String file : FILES) {
            all.addAll(in(Files.readString(Path.of(file))));
        }
        return all;
    }

    /** Those that a text names. */
    static Set<String> in(String text) {
        Set<String> all = new TreeSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            all.add(name.group());
        }
        return all;
    }

    private WatchedMetrics() {}
}
