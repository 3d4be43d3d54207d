// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.load;

import dev.mars.command.job.Role;
import dev.mars.command.terminal.Progress;
import dev.mars.config.MarsOptions;
import dev.mars.dataset.DataSet;
import dev.mars.dataset.Interaction;
import dev.mars.dataset.Item;
import dev.mars.sort.Entries;
import dev.mars.sort.ExternalSort;
import dev.mars.sort.TemporaryDirectory;
import dev.mars.topic.Behavior;
import dev.mars.topic.Grant;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicSettings;
import dev.mars.topic.Topics;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a data set to the input topics as a producer would: items by the time they become
 * effective, behaviours by event time, each with its event time as Kafka timestamp; at the end a
 * heartbeat to each partition of both topics, so that a live job answers the last behaviour too.
 */
public final class Loader {
    private static final Comparator<Item> BY_EFFECT =
            Comparator.comparingLong(Item::effectiveFrom).thenComparing(Item::itemId);

    /** Of items that wait for their turn: the others are in temporary files. */
    private static final long SORT_BYTES = 64 << 20;

    /** What was written. */
    public record Loaded(long items, long behaviors, long lastTime) {}

    private final TopicSettings topics;
    private final List<Grant> grants;
    private final String defaultAction;
    private final long behaviorBound;
    private final long itemBound;

    public Loader(TopicSettings topics, Configuration config) {
        this.topics = topics;
        grants = Role.LOAD.grants(config);
        defaultAction = config.get(MarsOptions.DEFAULT_ACTION);
        behaviorBound = config.get(MarsOptions.BEHAVIOR_OUT_OF_ORDERNESS).toMillis();
        itemBound = config.get(MarsOptions.ITEM_OUT_OF_ORDERNESS).toMillis();
    }

    public Loaded load(DataSet data, Progress progress) throws IOException {
        requireGrants();
        try (SchemaRegistry registry = topics.registry();
                Sender sender = new Sender(topics)) {
            InputRecords records = InputRecords.of(topics.names(), registry);
            Heartbeat heartbeat = Heartbeat.of(topics.names(), registry);
            long itemCount = sendItems(data, records, sender, progress);
            Loaded loaded = sendBehaviors(data, itemCount, records, sender, progress);
            sendBehaviorHeartbeats(heartbeat, loaded.lastTime(), sender);
            sendItemHeartbeats(heartbeat, loaded.lastTime(), sender);
            return loaded;
        }
    }

    /**
     * Writes the items alone, to a topic beside which the behaviours are there already.
     *
     * @param last event time of the last behaviour
     */
    public void loadItems(DataSet data, long last, Progress progress) throws IOException {
        requireGrants();
        try (SchemaRegistry registry = topics.registry();
                Sender sender = new Sender(topics)) {
            sendItems(data, InputRecords.of(topics.names(), registry), sender, progress);
            sendItemHeartbeats(Heartbeat.of(topics.names(), registry), last, sender);
        }
    }

    private void requireGrants() throws IOException {
        try (Topics all = new Topics(topics)) {
            all.require("loading", grants);
        }
    }

    private long sendItems(DataSet data, InputRecords records, Sender sender, Progress progress)
            throws IOException {
        long count = 0;
        try (ProgressBar bar = progress.bar("loading items", data.itemCount());
                TemporaryDirectory directory = TemporaryDirectory.in(null, "mars-load-")) {
            ExternalSort<Item> later =
                    new ExternalSort<>(directory.path(), BY_EFFECT, new ItemFormat(), SORT_BYTES);
            for (Iterator<Item> items = data.items().iterator(); items.hasNext(); ) {
                Item item = items.next();
                if (item.effectiveFrom() > 0) {
                    later.add(item);
                } else {
                    sender.send(record(item, records));
                    bar.step();
                }
                count++;
            }
            try (Entries<Item> sorted = later.sorted()) {
                for (Item item = sorted.next(); item != null; item = sorted.next()) {
                    sender.send(record(item, records));
                    bar.step();
                }
            }
        }
        return count;
    }

    private Loaded sendBehaviors(
            DataSet data, long items, InputRecords records, Sender sender, Progress progress)
            throws IOException {
        long count = 0;
        long last = 0;
        try (ProgressBar bar = progress.bar("loading behaviours", data.interactionCount())) {
            for (Iterator<Interaction> all = data.interactions().iterator(); all.hasNext(); ) {
                Interaction interaction = all.next();
                sender.send(record(interaction, records));
                last = Math.max(last, interaction.eventTime());
                count++;
                bar.step();
            }
        }
        return new Loaded(items, count, last);
    }

    /** Far enough ahead that the watermark passes the last behaviour, and no further. */
    private void sendBehaviorHeartbeats(Heartbeat heartbeat, long last, Sender sender)
            throws IOException {
        String behaviors = topics.names().behavior();
        for (int p = 0; p < sender.partitions(behaviors); p++) {
            sender.send(heartbeat.behavior(behaviors, p, last + behaviorBound + 1));
        }
    }

    private void sendItemHeartbeats(Heartbeat heartbeat, long last, Sender sender)
            throws IOException {
        String items = topics.names().item();
        for (int p = 0; p < sender.partitions(items); p++) {
            sender.send(heartbeat.item(items, p, last + itemBound + 1));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Item item, InputRecords records) {
        return records.item(
                new ItemFeatures(item.itemId(), item.effectiveFrom(), item.text(), item.image()),
                item.title(),
                item.effectiveFrom());
    }

    private ProducerRecord<byte[], byte[]> record(Interaction interaction, InputRecords records) {
        return records.behavior(
                new Behavior(
                        interaction.userId(),
                        interaction.itemId(),
                        interaction.action() == null ? defaultAction : interaction.action(),
                        interaction.eventTime(),
                        interaction.rating()),
                interaction.eventTime());
    }

    /** A producer whose first failure fails the load. */
    private static final class Sender implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Sender(TopicSettings topics) {
            var properties = topics.producer();
            properties.putIfAbsent("compression.type", "lz4");
            producer = new KafkaProducer<>(properties);
        }

        void send(ProducerRecord<byte[], byte[]> record) throws IOException {
            check();
            producer.send(
                    record,
                    (sent, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
        }

        int partitions(String topic) {
            return producer.partitionsFor(topic).size();
        }

        @Override
        public void close() throws IOException {
            producer.close();
            check();
        }

        private void check() throws IOException {
            if (failure.get() != null) {
                throw new IOException("Kafka did not take a record", failure.get());
            }
        }
    }
}
