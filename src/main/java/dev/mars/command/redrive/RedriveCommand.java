// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.redrive;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.Progress;
import dev.mars.command.terminal.Span;
import dev.mars.command.terminal.TimeArgument;
import dev.mars.redrive.Letter;
import dev.mars.redrive.LetterCounts;
import dev.mars.redrive.LetterFilter;
import dev.mars.redrive.Redrive;
import dev.mars.sort.Entries;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.Reason;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "redrive",
        description = {
            "Puts dead letters back on the topics and partitions that they came from, with their"
                    + " own key, value, headers and Kafka timestamp, in the order in which they"
                    + " first stood there. Sends nothing without --send, and says what it would"
                    + " send. A record is sent once in a run, however many letters there are of"
                    + " it.",
            "",
            "Repair the cause first, or they come back. A behaviour or an item is judged anew where"
                    + " it then stands, at the end of its partition: see docs/replay.md for what"
                    + " is LATE there.",
            "",
            "T is " + TimeArgument.FORMS + "."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or some of the letters cannot be put back; the message says why",
            "2:wrong usage"
        })
public final class RedriveCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description =
                    "Only letters of this reason, such as UNKNOWN_ACTION. May be repeated."
                            + " One of: ${COMPLETION-CANDIDATES}. Unless given, all but OTHER_BASE,"
                            + " MODEL_TOO_LATE and VERSION_TAKEN: a refused model would be refused"
                            + " again.")
    private List<Reason> reasons = List.of();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only letters of records of this topic. May be repeated.")
    private List<String> topics = List.of();

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeArgument.class,
            description =
                    "Only letters with this Kafka timestamp, which is their record's, or a later"
                            + " one.")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "Only letters with an earlier Kafka timestamp.")
    private Instant to;

    @Option(
            names = "--dead-letters",
            paramLabel = "TOPIC",
            description = "Where the letters are; mars.topic.dead-letter unless set.")
    private String deadLetters;

    @Option(
            names = "--temp",
            paramLabel = "DIR",
            description = "Where temporary files go; the system's directory for them unless set.")
    private Path temporary;

    @ArgGroup private Mode mode = new Mode();

    /** At most one of them. */
    private static final class Mode {
        @Option(names = "--dry-run", description = "Send nothing; the default.")
        private boolean dryRun;

        @Option(names = "--send", description = "Send.")
        private boolean send;
    }

    @Override
    public Integer call() throws Exception {
        LetterFilter filter = filter();
        TopicSettings settings = TopicSettings.from(options.configuration());
        String letters = deadLetters == null ? settings.names().deadLetter() : deadLetters;
        LetterCountsText text = new LetterCountsText(letters, spec.commandLine().getOut());
        try (TemporaryDirectory directory = TemporaryDirectory.in(temporary, "mars-redrive-")) {
            Redrive redrive = new Redrive(filter, directory);
            long unreadable = read(settings, letters, redrive);
            try (Entries<Letter> chosen = redrive.chosen()) {
                LetterCounts counts = redrive.counts();
                text.print(counts, unreadable);
                if (mode.send) {
                    requireTopics(settings, counts);
                    long sent = Letters.send(settings, chosen, counts, new Progress());
                    text.sent(sent);
                } else {
                    text.dryRun(counts);
                }
                return counts.total().without() == 0 && unreadable == 0 ? 0 : 1;
            }
        }
    }

    private static long read(TopicSettings settings, String letters, Redrive redrive)
            throws IOException {
        try (Topics topics = new Topics(settings);
                SchemaRegistry registry = settings.registry()) {
            return Letters.read(settings, topics, registry, letters, redrive, new Progress());
        }
    }

    private LetterFilter filter() {
        Set<String> codes = reasons.stream().map(Reason::name).collect(Collectors.toSet());
        Span span = Span.of(spec, from, to);
        return new LetterFilter(codes, Set.copyOf(topics), span.from(), span.to());
    }

    /**
     * Before anything is sent: a broker may be set up to create what a producer names, and a
     * producer waits a minute for each record of a partition that is not there.
     */
    private static void requireTopics(TopicSettings settings, LetterCounts counts)
            throws IOException {
        try (Topics topics = new Topics(settings)) {
            for (Map.Entry<String, Integer> highest : counts.highestPartitions().entrySet()) {
                int partitions = topics.endOffsets(highest.getKey()).size();
                if (highest.getValue() >= partitions) {
                    throw new IOException(
                            "topic %s has %s partitions, and a letter is of its partition %s, to which a record must go back: nothing was sent. Give the topic as many as it had, or take the letters of this cluster"
                                    .formatted(highest.getKey(), partitions, highest.getValue()));
                }
            }
        }
    }
}
