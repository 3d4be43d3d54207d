// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.export;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.terminal.Span;
import dev.mars.command.terminal.TimeArgument;
import dev.mars.command.topic.SequenceContents;
import dev.mars.export.AsOfSpan;
import dev.mars.export.Export;
import dev.mars.export.ExportDirectory;
import dev.mars.export.Format;
import dev.mars.export.Manifest;
import dev.mars.export.Selection;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Writes the augmented sequences with asOf in [from, to) to files, as trainers read them:"
                    + " DIR/day=2025-02-25/part-00000.parquet and so on, a directory for each UTC"
                    + " day of asOf, in it by user and by asOf, and DIR/_manifest.json. Uncommitted"
                    + " transactions are not seen, repetitions are left out, and so is all that"
                    + " a user did before they were erased. What is written depends on what the"
                    + " topic holds, not on its partitions.",
            "",
            "The topic is read as far as it goes when the export begins. A run that was ended, by"
                    + " whatever, is taken up by the same command: finished days are not written"
                    + " again, and the result is the same.",
            "",
            "Memory does not grow with the topic. Sorting takes as much temporary disk as the span"
                    + " holds, uncompressed.",
            "",
            "T is " + TimeArgument.FORMS + ". docs/consumers.md shows how to read and join it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the export is complete",
            "1:failed; the message says why. Repeat the command once that is repaired",
            "2:wrong usage, or DIR holds something else than this export"
        })
public final class ExportCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "Where to: a directory that is empty, missing, or this export's.")
    private Path path;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "First asOf.")
    private Instant from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "First asOf that is no longer exported.")
    private Instant to;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Which outputs, such as a backfill's; mars.topic.output unless set.")
    private String topic;

    @Option(
            names = "--erasures",
            paramLabel = "TOPIC",
            description =
                    "A topic whose null values erase users too, besides the exported one's; may be"
                            + " repeated. mars.topic.output unless set.")
    private List<String> erasures;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Where temporary files go; a directory within DIR unless set.")
    private Path temporary;

    private final Progress progress = new Progress();

    @Override
    public Integer call() throws Exception {
        AsOfSpan span = span();
        TopicSettings settings = TopicSettings.from(options.configuration());
        try (ExportDirectory directory = open();
                Topics topics = new Topics(settings)) {
            Optional<Manifest> before = directory.manifest();
            ExportText text = new ExportText(path, spec.commandLine().getOut());
            Manifest manifest = begun(before, now(settings, topics, span), topics);
            if (manifest.complete()) {
                text.print(manifest, "was complete already");
                return 0;
            }
            directory.save(manifest);
            text.begins(manifest);
            text.print(write(settings, topics, directory, manifest), "is complete");
        }
        return 0;
    }

    private ExportDirectory open() throws IOException {
        try {
            return ExportDirectory.open(path);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private AsOfSpan span() {
        Span span = Span.of(spec, from, to);
        return new AsOfSpan(span.from(), span.to());
    }

    /** What the export would be if it began now. */
    private Manifest now(TopicSettings settings, Topics topics, AsOfSpan span) throws IOException {
        String output = settings.names().output();
        Set<String> names = new LinkedHashSet<>();
        names.add(topic == null ? output : topic);
        names.addAll(erasures == null ? List.of(output) : erasures);
        List<Manifest.Source> sources = new ArrayList<>();
        for (String name : names) {
            sources.add(ExportedTopic.now(topics, name, span).source());
        }
        return Manifest.of(span, format, sources);
    }

    private void warnOfTrimmed(ExportedTopic source, Topics topics) throws IOException {
        List<Integer> trimmed = source.trimmed(topics);
        if (!trimmed.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "mars: partitions %s of %s no longer have all of their records, by retention or because somebody deleted them; what they had of the span is missing here. Begin later, or write it anew with `mars backfill`.%n",
                            trimmed, source.source().topic());
        }
    }

    private Manifest begun(Optional<Manifest> before, Manifest now, Topics topics)
            throws IOException {
        if (before.isEmpty()) {
            for (Manifest.Source source : now.sources()) {
                warnOfTrimmed(new ExportedTopic(source), topics);
            }
            return now;
        }
        Map<String, String> differences = before.get().differences(now);
        if (!differences.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s holds another export: %s; repeat its arguments to go on with it, or choose an empty directory"
                            .formatted(path, differences));
        }
        return before.get();
    }

    private Manifest write(
            TopicSettings settings, Topics topics, ExportDirectory directory, Manifest manifest)
            throws IOException {
        AsOfSpan rest = manifest.rest();
        try (SchemaRegistry registry = settings.registry();
                TemporaryDirectory sorting =
                        TemporaryDirectory.in(
                                temporary == null ? directory.temporary() : temporary,
                                "mars-export-")) {
            SequenceContents contents = new SequenceContents(registry);
            Selection selection = new Selection(rest, sorting);
            List<Integer> behind = List.of();
            for (Manifest.Source source : manifest.sources()) {
                ExportedTopic part = new ExportedTopic(source).rest(topics, rest);
                try (ProgressBar bar = progress.bar("reading " + source.topic(), part.size())) {
                    if (source == manifest.sources().get(0)) {
                        behind = part.read(settings, contents, rest.to(), selection, bar::stepTo);
                    } else {
                        part.readErasures(settings, selection, bar::stepTo);
                    }
                    // Less than the offsets, where transactions ended.
                    bar.maxHint(bar.getCurrent());
                }
            }
            try (ProgressBar bar = progress.bar("writing", selection.size())) {
                return new Export(directory, contents, contents::decode)
                        .write(manifest, selection, behind, bar::stepTo);
            }
        }
    }
}
