// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.Locale;

/** The reference of metrics, docs/metrics.md: a pure function of {@link JobMetric}. */
public final class MetricReference {
    /** What writes the file anew. */
    public static final String COMMAND = "./mars metrics --markdown > docs/metrics.md";

    private static final String PREFACE =
            """
            # Metrics

            Each subtask of an operator reports its own. Flink's scope, `job_name`, `operator_name`,
            `subtask_index` and so on, comes as labels; what the label below tells apart is one more.
            Every value of a label is there from the start, at 0, so a rate sees the first record
            too. A counter begins anew when its task does.

            Every subtask of the sequence augmenter has the whole index: take the largest of its
            gauges, not their sum; bytes are taken as often as there are subtasks.
            Where `mars.index.mode` is sharded there is none; its metrics are those of the operators named
            after it. Every subtask of the donor shards has a share of the donors: add their `donors` and
            `indexBytes` up. Every subtask of the request planner has all items, and `indexBytes` of its own.

            Generated from `JobMetric`. Write it anew with `%s`.

            | metric | type | unit | label | operators | what it tells |
            |---|---|---|---|---|---|
            """
                    .formatted(COMMAND);

    private static final String FLINKS_OWN =
            """

            ## Flink's own to watch beside them

            | metric | of | what it tells |
            |---|---|---|
            | `currentInputWatermark`, `currentOutputWatermark` | each operator | event time so far, milliseconds. Where it stands still, some partition is quiet: no output leaves |
            | `currentEmitEventTimeLag`, `watermarkLag` | sources | how far event time is behind the clock, milliseconds |
            | `pendingRecords` | sources | records in the topics that are still to be read |
            | `numRecordsIn` | each operator | records that it took; of the two gates, the input |
            | `busyTimeMsPerSecond`, `backPressuredTimeMsPerSecond` | each task | which operator the others wait for |
            | `numRestarts` | job | restarts so far |
            | `lastCheckpointDuration`, `lastCheckpointSize`, `numberOfCompletedCheckpoints`, `numberOfFailedCheckpoints` | job | checkpoints: milliseconds, bytes, how many |

            ## Names in Prometheus

            Flink's reporter writes counters as gauges too, the label as part of the name, and a histogram as
            a summary: one series for each `quantile`, and `_count`.

            | metric | name |
            |---|---|
            """;

    /** The text of the file. */
    public static String markdown() {
        StringBuilder text = new StringBuilder(PREFACE);
        for (JobMetric metric : JobMetric.values()) {
            text.append(row(metric));
        }
        text.append(FLINKS_OWN);
        for (JobMetric metric : JobMetric.values()) {
            text.append("| `%s` | `%s` |\n".formatted(metric.title(), metric.prometheusName()));
        }
        return text.toString();
    }

    private static String row(JobMetric metric) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        metric.title(),
                        metric.kind().name().toLowerCase(Locale.ROOT),
                        metric.unit(),
                        metric.label() == null ? "" : "`" + metric.label() + "`",
                        metric.operators(),
                        metric.meaning());
    }

    private MetricReference() {}
}
