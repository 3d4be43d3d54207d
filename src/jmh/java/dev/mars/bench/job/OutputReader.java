// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.topic.AvroFormat;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.avro.AugmentedSequence;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads an output topic whose records carry the time at which the broker took them, from now on,
 * and hands each to a listener: so neither this process' own delay nor its clock counts.
 */
final class OutputReader implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);

    /** Told of each output, on the reader's thread. */
    interface Listener {
        /**
         * @param asOf what the output describes, milliseconds since the epoch
         * @param taken when the broker took it
         */
        void output(long asOf, long taken);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final AvroFormat<AugmentedSequence> format;
    private final Listener listener;
    private final Thread thread = new Thread(this::read, "output-reader");
    private volatile boolean closed;
    private volatile Exception failure;

    OutputReader(Configuration world, String topic, Listener listener) {
        TopicSettings settings = TopicSettings.from(world);
        Properties properties = settings.consumer(null);
        // A repeated answer after a failure is one too.
        properties.setProperty("isolation.level", "read_uncommitted");
        consumer = new KafkaConsumer<>(properties);
        registry = settings.registry();
        format = AvroFormat.reader(AugmentedSequence.class, registry);
        this.listener = listener;
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic).stream()
                        .map(one -> new TopicPartition(topic, one.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.start();
    }

    private void read() {
        try {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
                    if (record.value() != null) {
                        listener.output(
                                format.decode(record.value()).getAsOf(), record.timestamp());
                    }
                }
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    /** Stops, and fails if reading did. */
    @Override
    public void close() throws Exception {
        closed = true;
        thread.join();
        consumer.close();
        registry.close();
        if (failure != null) {
            throw new IllegalStateException("the output could not be read", failure);
        }
    }
}
