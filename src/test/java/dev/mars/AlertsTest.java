// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.mars.stream.JobMetric;
import dev.mars.stream.MetricReference;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard. That a real job reports all they watch: DeploymentIT. */
class AlertsTest {
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Prometheus takes a name that nobody reports for one that has no values yet. */
    @Test
    void everyMetricThatIsWatchedIsInTheReference() throws IOException {
        Set<String> ours =
                Arrays.stream(JobMetric.values())
                        .map(JobMetric::prometheusName)
                        .collect(Collectors.toSet());
        String reference = MetricReference.markdown();
        assertThat(WatchedMetrics.all())
                .filteredOn(name -> name.startsWith(OPERATOR))
                .hasSizeGreaterThan(15)
                .allMatch(
                        name ->
                                ours.contains(name)
                                        || reference.contains(
                                                "`" + name.substring(OPERATOR.length()) + "`"));
    }

    /** A metric that no panel shows is found only by those who know of it. */
    @Test
    void everyMetricOfOursIsWatched() throws IOException {
        Set<String> watched = WatchedMetrics.all();
        assertThat(JobMetric.values())
                .filteredOn(metric -> !watched.contains(metric.prometheusName()))
                .containsExactlyInAnyOrder(JobMetric.REQUESTS, JobMetric.MODELS_ACCEPTED);
    }

    /** An alert that was never seen to fire may not be able to; one without advice helps nobody. */
    @Test
    void everyAlertIsShownToFireAndIsInTheRunbook() throws IOException {
        Set<String> fired = new TreeSet<>();
        for (JsonNode test :
                YAML.readTree(new File("docker/prometheus/rules-test.yaml")).path("tests")) {
            for (JsonNode one : test.path("alert_rule_test")) {
                if (!one.path("exp_alerts").isEmpty()) {
                    fired.add(one.path("alertname").asText());
                }
            }
        }
        List<String> alerts =
                YAML.readTree(new File("docker/prometheus/rules.yaml")).findValuesAsText("alert");
        assertThat(alerts).hasSizeGreaterThan(5).containsExactlyInAnyOrderElementsOf(fired);
        String runbook = Files.readString(Path.of("docs/operations.md"));
        assertThat(alerts).allMatch(alert -> runbook.contains("`" + alert + "`"));
    }

    /** What can be told of a rule without Prometheus, where its tool is not installed. */
    @Test
    void everyRuleIsWellFormed() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        YAML.readTree(new File("docker/prometheus/rules.yaml"))
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        assertThat(rules).hasSizeGreaterThan(5);
        for (JsonNode rule : rules) {
            String name = rule.path("alert").asText();
            assertThat(name).matches("Mars[A-Z]\\w+");
            assertThat(List.of("page", "ticket"))
                    .as(name)
                    .contains(rule.at("/labels/severity").asText());
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotEmpty();
            assertThat(rule.at("/annotations/description").asText())
                    .as(name)
                    .isNotEmpty()
                    .doesNotContainPattern("\\{\\{(?![^{}]*\\}\\})");
            assertThat(rule.path("for").asText("0m")).as(name).matches("\\d+[smh]");
            String expression = rule.path("expr").asText();
            assertThat(unclosed(expression)).as("%s: %s", name, expression).isEmpty();
            assertThat(WatchedMetrics.in(expression)).as(name).isNotEmpty();
        }
    }

    /** Brackets that are open at the end, or the one that closes none. */
    private static String unclosed(String expression) {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : expression.replaceAll("\"[^\"]*\"", "").toCharArray()) {
            int kind = "([{)]}".indexOf(c);
            if (kind >= 0 && kind < 3) {
                open.push(")]}".charAt(kind));
            } else if (kind >= 3 && (open.isEmpty() || open.pop() != c)) {
                return String.valueOf(c);
            } else if (c == '"') {
                return "a quotation mark";
            }
        }
        return open.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** The worlds of rules-test.yaml, where Prometheus' own tool is installed. */
    @Test
    void theAlertsFireWhenTheyShould() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "promtool"))),
                "promtool is not installed; Debian has it in the package prometheus");
        Process promtool =
                new ProcessBuilder("promtool", "test", "rules", "docker/prometheus/rules-test.yaml")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
    }
}
