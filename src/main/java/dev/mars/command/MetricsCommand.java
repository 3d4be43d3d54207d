// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.stream.JobMetric;
import dev.mars.stream.MetricReference;
import java.io.PrintWriter;
import java.util.Locale;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "metrics", description = "Lists the metrics of the augmentation job.")
final class MetricsCommand implements Runnable {
    private static final int WIDTH = 90;
    private static final String INDENT = "      ";

    @Spec private CommandSpec spec;

    @Option(names = "--markdown", description = "Write the reference, docs/metrics.md.")
    private boolean markdown;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(MetricReference.markdown());
        } else {
            for (JobMetric metric : JobMetric.values()) {
                print(metric, out);
            }
        }
        out.flush();
    }

    private static void print(JobMetric metric, PrintWriter out) {
        out.printf(
                "  %s%s   %s, %s; %s%n",
                metric.title(),
                metric.label() == null ? "" : "{" + metric.label() + "}",
                metric.kind().name().toLowerCase(Locale.ROOT),
                metric.unit(),
                metric.operators());
        String text = WordUtils.wrap(metric.meaning(), WIDTH, "\n" + INDENT, false);
        out.printf("%s%s%n%n", INDENT, text);
    }
}
