// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.job.Role;
import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.DurationArgument;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.RecordSender;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "heartbeat",
        description = {
            "Writes heartbeats of the current time to each partition of user-behavior and"
                    + " item-modality, until Ctrl-C: a partition without news holds back all outputs"
                    + " otherwise.",
            "A heartbeat is a promise that nothing older than its time, less the out-of-orderness"
                    + " bound, will come on its partition any more; what comes all the same is LATE,"
                    + " a dead letter. So not for topics that history is being loaded into."
        })
final class HeartbeatCommand implements Callable<Integer> {
    /** The topics that a job reads in event time. */
    enum Input {
        BEHAVIOR,
        ITEM;

        /** As people type it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description = "Time between two of a partition (default 5 s).")
    private Duration every = Duration.ofSeconds(5);

    @Option(
            names = "--behind",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description =
                    "How far their time lies behind this machine's clock (default 0 s): as much as a"
                            + " record may take from its event to the topic, beyond the"
                            + " out-of-orderness bound.")
    private Duration behind = Duration.ZERO;

    @Option(
            names = "--topic",
            split = ",",
            paramLabel = "TOPIC",
            description = "Some of ${COMPLETION-CANDIDATES} (default: both).")
    private List<Input> inputs = List.of(Input.values());

    @Option(names = "--once", description = "Write one to each partition, and end.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        if (every.toMillis() < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--every is less than a millisecond; it must be 1 ms or more, such as 5s");
        }
        Configuration configuration = options.configuration();
        TopicSettings settings = TopicSettings.from(configuration);
        try (Topics topics = new Topics(settings);
                SchemaRegistry registry = settings.registry();
                RecordSender sender = new RecordSender(settings)) {
            List<String> written = inputs.stream().map(input -> topic(input, settings)).toList();
            topics.require(
                    "heartbeats",
                    Role.HEARTBEAT.grants(configuration).stream()
                            .filter(grant -> written.contains(grant.name()))
                            .toList());
            Heartbeat heartbeat = Heartbeat.of(settings.names(), registry);
            for (boolean first = true; ; first = false) {
                Instant time = Instant.now().minus(behind);
                int partitions = beat(settings, topics, heartbeat, sender, time.toEpochMilli());
                if (first) {
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "Wrote a heartbeat of %s to each of %d partitions%s.%n",
                                    time, partitions, once ? "" : "; more follow until Ctrl-C");
                    spec.commandLine().getOut().flush();
                }
                if (once) {
                    return 0;
                }
                Thread.sleep(every.toMillis());
            }
        }
    }

    private static String topic(Input input, TopicSettings settings) {
        return input == Input.BEHAVIOR ? settings.names().behavior() : settings.names().item();
    }

    /** Asks for the partitions each time: a topic may have been given more. */
    private int beat(
            TopicSettings settings,
            Topics topics,
            Heartbeat heartbeat,
            RecordSender sender,
            long time)
            throws IOException {
        int written = 0;
        for (Input input : inputs) {
            String topic = topic(input, settings);
            int partitions = topics.endOffsets(topic).size();
            for (int p = 0; p < partitions; p++) {
                sender.send(
                        input == Input.BEHAVIOR
                                ? heartbeat.behavior(topic, p, time)
                                : heartbeat.item(topic, p, time));
            }
            written += partitions;
        }
        sender.flush();
        return written;
    }
}
