// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.diff;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.terminal.Span;
import dev.mars.command.terminal.TimeArgument;
import dev.mars.command.topic.SequenceContents;
import dev.mars.diff.Comparison;
import dev.mars.diff.Findings;
import dev.mars.diff.Output;
import dev.mars.diff.Side;
import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "diff",
        description = {
            "Compares two topics of augmented sequences, output by output, by user and asOf:"
                    + " contents, tombstones included, whatever the order, the partitions and the"
                    + " schemas that they were written with. Uncommitted transactions are not"
                    + " seen. A record that is repeated with the same content is allowed and"
                    + " counted.",
            "",
            "Says what differs first, by asOf and then by user, field by field, and how many do."
                    + " Takes about 100 MB of memory however long the topics are, and as much"
                    + " temporary disk as both hold, uncompressed.",
            "",
            "T is " + TimeArgument.FORMS + "."
        },
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the topics are equal",
            "1:something differs",
            "2:wrong usage, or they could not be compared; the message says why"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final long SORT_BYTES = 64L << 20;

    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "One output topic.")
    private String first;

    @Parameters(index = "1", paramLabel = "TOPIC", description = "The other.")
    private String second;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeArgument.class,
            description =
                    "Only outputs with this asOf or a later one. Records before it are not read,"
                            + " so Kafka timestamps must be the outputs' asOf, as MARS writes"
                            + " them.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "Only outputs with an earlier asOf.")
    private Instant to;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Where temporary files go; the system's directory for them unless set.")
    private Path temporary;

    @Override
    public Integer call() throws Exception {
        Span span = Span.of(spec, from, to);
        TopicSettings settings = TopicSettings.from(options.configuration());
        Findings findings = compare(settings, span, new Progress());
        new FindingsText(first, second).print(findings, spec.commandLine().getOut());
        return findings.areEqual() ? 0 : 1;
    }

    private Findings compare(TopicSettings settings, Span span, Progress progress)
            throws IOException {
        List<ComparedTopic> both =
                List.of(
                        new ComparedTopic(Side.FIRST, first, span),
                        new ComparedTopic(Side.SECOND, second, span));
        try (Topics topics = new Topics(settings);
                SchemaRegistry registry = settings.registry();
                TemporaryDirectory directory = TemporaryDirectory.in(temporary, "mars-diff-")) {
            for (ComparedTopic topic : both) {
                topic.requireComparable(topics);
            }
            SequenceContents contents = new SequenceContents(registry);
            ExternalSort<Output> sort =
                    new ExternalSort<>(directory, Output.ORDER, Output.FORMAT, SORT_BYTES);
            for (ComparedTopic topic : both) {
                try (ProgressBar bar =
                        progress.bar("reading " + topic.name(), topic.size(topics))) {
                    topic.read(settings, topics, contents, sort, bar::stepTo);
                    // Less than the offsets, where transactions ended.
                    bar.maxHint(bar.getCurrent());
                }
            }
            try (ProgressBar bar = progress.bar("comparing", sort.size());
                    Entries<Output> sorted = sort.sorted()) {
                return Comparison.of(sorted, contents, bar::stepTo);
            }
        }
    }
}
