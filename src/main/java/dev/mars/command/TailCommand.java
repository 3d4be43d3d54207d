// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command;

import dev.mars.command.terminal.CommonOptions;
import dev.mars.command.topic.Titles;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentedSequence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tail",
        description =
                "Prints augmented sequences as they come, with titles and scores, until Ctrl-C.")
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
            names = {"-n", "--limit"},
            paramLabel = "N",
            description = "End after N sequences.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() throws Exception {
        TopicSettings topics = TopicSettings.from(options.configuration());
        Titles titles = Titles.read(topics);
        try (SchemaRegistry registry = topics.registry();
                KafkaConsumer<byte[], byte[]> consumer = consumer(topics)) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            for (long printed = 0; printed < limit; ) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(500))) {
                    if (printed < limit && isWanted(record)) {
                        print(record, format, titles);
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
        String topic = topics.names().output();
        List<TopicPartition> partitions;
        try {
            partitions = TopicScan.partitions(consumer.partitionsFor(topic), topic, topics);
        } catch (IOException e) {
            consumer.close();
            throw e;
        }
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        return consumer;
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        return user == null || user.equals(new String(record.key(), StandardCharsets.UTF_8));
    }

    private void print(
            ConsumerRecord<byte[], byte[]> record,
            AvroFormat<AugmentedSequence> format,
            Titles titles)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                record.value() == null
                        ? "user %s was erased%n"
                                .formatted(new String(record.key(), StandardCharsets.UTF_8))
                        : SequenceText.of(format.decode(record.value()), titles::of));
        out.flush();
    }
}
