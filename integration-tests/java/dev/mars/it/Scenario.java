// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.alignment.AlignmentModel;
import dev.mars.command.job.Jobs;
import dev.mars.command.load.Loader;
import dev.mars.command.terminal.Progress;
import dev.mars.command.train.Training;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.DataSet;
import dev.mars.local.LocalStack;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.RawRecord;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicCreation;
import dev.mars.topic.TopicScan;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Topics of their own on a stack, and jobs over them. */
final class Scenario {
    private static final int JOB_MINUTES = 30;

    private final Configuration configuration;

    /** An output as it stands on its topic; ordered by key, then value. */
    record Output(byte[] key, byte[] value) implements Comparable<Output> {
        @Override
        public int compareTo(Output other) {
            int order = Arrays.compareUnsigned(key, other.key);
            return order != 0
                    ? order
                    : Arrays.compareUnsigned(
                            value == null ? new byte[0] : value,
                            other.value == null ? new byte[0] : other.value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Output that
                    && Arrays.equals(key, that.key)
                    && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(key) * 31 + Arrays.hashCode(value);
        }
    }

    private Scenario(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param name prefix of the topics
     * @param options of MARS
     */
    static Scenario create(LocalStack stack, String name, Map<String, String> options)
            throws Exception {
        Configuration configuration = Configuration.fromMap(options);
        configuration.addAll(stack.flinkConfiguration());
        if (!configuration.contains(MarsOptions.DESCENT_STEPS)) {
            // Any model will do.
            configuration.set(MarsOptions.DESCENT_STEPS, 30);
        }
        configuration.set(MarsOptions.BOOTSTRAP_SERVERS, stack.bootstrapServers());
        configuration.set(MarsOptions.REGISTRY_URL, stack.registryUrl());
        configuration.set(MarsOptions.BEHAVIOR_TOPIC, name + "-user-behavior");
        configuration.set(MarsOptions.ITEM_TOPIC, name + "-item-modality");
        configuration.set(MarsOptions.MODEL_TOPIC, name + "-alignment-model");
        configuration.set(MarsOptions.OUTPUT_TOPIC, name + "-augmented-sequences");
        configuration.set(MarsOptions.DEAD_LETTER_TOPIC, name + "-dead-letters");
        configuration.set(MarsOptions.CONSUMER_GROUP, name);
        Scenario scenario = new Scenario(configuration);
        try (TopicCreation topics = new TopicCreation(scenario.topics())) {
            topics.create(line -> {});
        }
        return scenario;
    }

    /** The same inputs and another output topic, with more options. */
    Scenario rerun(String output, Map<String, String> options) throws Exception {
        Configuration again = new Configuration(configuration);
        options.forEach(again::setString);
        again.set(MarsOptions.OUTPUT_TOPIC, output);
        again.set(MarsOptions.DEAD_LETTER_TOPIC, output + "-dead-letters");
        Scenario scenario = new Scenario(again);
        try (TopicCreation topics = new TopicCreation(scenario.topics())) {
            topics.create(line -> {});
        }
        return scenario;
    }

    Configuration configuration() {
        return configuration;
    }

    TopicSettings topics() {
        return TopicSettings.from(configuration);
    }

    Loader.Loaded load(DataSet data) throws Exception {
        return new Loader(topics(), configuration).load(data, new Progress());
    }

    AlignmentModel train() throws Exception {
        return new Training(topics(), configuration).train(new Progress());
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(topics().producer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    /** Runs the job over what the topics hold, to its end. */
    Scenario run() throws Exception {
        finish(submit());
        return this;
    }

    JobClient submit() throws Exception {
        return Jobs.submit(configuration, true);
    }

    static void finish(JobClient job) throws Exception {
        job.getJobExecutionResult().get(JOB_MINUTES, TimeUnit.MINUTES);
    }

    List<RawRecord> records(String topic) throws Exception {
        List<RawRecord> records = new ArrayList<>();
        TopicScan.of(topics(), topic).forEach(records::add);
        return records;
    }

    /** All outputs, sorted. */
    List<Output> outputs() throws Exception {
        return records(topics().names().output()).stream()
                .map(record -> new Output(record.key(), record.value()))
                .sorted()
                .toList();
    }

    /** How many different outputs there are, by user and asOf. */
    int answered() throws Exception {
        Set<String> answered = new HashSet<>();
        TopicScan.of(topics(), topics().names().output())
                .forEach(
                        record ->
                                answered.add(
                                        new String(record.key(), StandardCharsets.UTF_8)
                                                + "@"
                                                + record.timestamp()));
        return answered.size();
    }

    /** What could not be used, and why, as "reason partition/offset"; repetitions count once. */
    TreeSet<String> refused() throws Exception {
        TreeSet<String> refused = new TreeSet<>();
        for (DeadLetter letter : deadLetters()) {
            refused.add(
                    letter.getReason() + " " + letter.getPartition() + "/" + letter.getOffset());
        }
        return refused;
    }

    /** All outputs but tombstones, in the topic's order. */
    List<AugmentedSequence> sequences() throws Exception {
        List<AugmentedSequence> sequences = new ArrayList<>();
        try (SchemaRegistry registry = topics().registry()) {
            AvroFormat<AugmentedSequence> format =
                    AvroFormat.reader(AugmentedSequence.class, registry);
            for (RawRecord record : records(topics().names().output())) {
                if (record.value() != null) {
                    sequences.add(format.decode(record.value()));
                }
            }
        }
        return sequences;
    }

    List<DeadLetter> deadLetters() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        try (SchemaRegistry registry = topics().registry()) {
            AvroFormat<DeadLetter> format = AvroFormat.reader(DeadLetter.class, registry);
            for (RawRecord record : records(topics().names().deadLetter())) {
                letters.add(format.decode(record.value()));
            }
        }
        return letters;
    }
}
