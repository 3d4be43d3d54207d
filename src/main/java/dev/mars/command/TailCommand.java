// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.terminal.TimeArgument;
import dev.mars.command.topic.Titles;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RegistryUnavailableException;
import dev.mars.topic.RejectedException;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description = {
            "Prints augmented sequences as they come, with titles and scores, until Ctrl-C. Titles"
                    + " are those of the last 200,000 records of item-modality; an item that is not"
                    + " among them goes by its id.",
            "",
            "T is " + TimeArgument.FORMS + "."
        })
final class TailCommand implements Callable<Integer> {
    @Mixin private CommonOptions options;
    @Spec private CommandSpec spec;

    @Option(names = "--user", paramLabel = "U", description = "Only this user's.")
    private String user;

    @Option(
            names = "--from-beginning",
            description = "Begin with the oldest on the topic instead of the next to come.")
    private boolean fromBeginning;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = TimeArgument.class,
            description = "Begin in each partition with the first whose asOf is T or later.")
    private Instant from;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "End after N sequences.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() throws Exception {
        if (fromBeginning && from != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from-beginning and --from both say where to begin; leave one of them out");
        }
        TopicSettings topics = TopicSettings.from(options.configuration());
        Titles titles = Titles.latest(topics);
        try (SchemaRegistry registry = topics.registry();
                KafkaConsumer<byte[], byte[]> consumer = consumer(topics)) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            for (long printed = 0; printed < limit; ) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(500))) {
                    if (printed < limit && (user == null || user.equals(user(record)))) {
                        spec.commandLine().getOut().println(text(record, format, titles::of));
                        spec.commandLine().getOut().flush();
                        printed++;
                    }
                    if (spec.commandLine().getOut().checkError()) {
                        // Whoever read it has gone, as `head` does.
                        return 0;
                    }
                }
            }
        }
        return 0;
    }

    private KafkaConsumer<byte[], byte[]> consumer(TopicSettings topics) throws IOException {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(topics.consumer(null));
        try {
            begin(consumer, topics);
            return consumer;
        } catch (IOException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void begin(KafkaConsumer<byte[], byte[]> consumer, TopicSettings topics)
            throws IOException {
        String topic = topics.names().output();
        List<TopicPartition> partitions =
                TopicScan.partitions(consumer.partitionsFor(topic), topic, topics);
        consumer.assign(partitions);
        if (from != null) {
            try (Topics all = new Topics(topics)) {
                all.offsetsAt(topic, from.toEpochMilli()).forEach(consumer::seek);
            }
        } else if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
    }

    /** Null if the record has no key, as only a stranger on the topic writes. */
    private static String user(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** A record as a person reads it, or where it stands if nobody can. */
    static String text(
            ConsumerRecord<byte[], byte[]> record,
            AvroFormat<AugmentedSequence> format,
            UnaryOperator<String> titles)
            throws RegistryUnavailableException {
        if (record.value() == null && record.key() != null) {
            return "user %s was erased%n".formatted(user(record));
        }
        String why;
        try {
            if (record.value() != null) {
                return SequenceText.of(format.decode(record.value()), titles);
            }
            why = "It has neither key nor value.";
        } catch (RejectedException e) {
            why = e.getMessage();
        }
        return "record %d of %s, partition %d, is no augmented sequence: %s%n"
                .formatted(record.offset(), record.topic(), record.partition(), why);
    }
}
