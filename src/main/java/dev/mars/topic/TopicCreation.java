// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics with their schemas, and deletes them. */
public final class TopicCreation implements AutoCloseable {
    private static final Duration METADATA_WAIT = Duration.ofSeconds(30);

    private final TopicSettings settings;
    private final Brokers brokers;

    public TopicCreation(TopicSettings settings) {
        this.settings = settings;
        brokers = new Brokers(settings);
    }

    /**
     * Creates the topics that are missing and registers the schema of each one's values. What is
     * there already is left as it is, so this may be repeated; a topic that is set up otherwise
     * than it would be created is told.
     *
     * @param said is given a line for each thing that was done or found
     * @throws IOException if Kafka or the registry cannot be reached, or refuses
     */
    public void create(Consumer<String> said) throws IOException {
        create(TopicPlan.of(settings), said);
    }

    /**
     * The same for the two topics that a job writes, outputs and dead letters, alone.
     *
     * @param said is given a line for each thing that was done or found
     * @throws IOException if Kafka or the registry cannot be reached, or refuses
     */
    public void createWritten(Consumer<String> said) throws IOException {
        create(TopicPlan.written(settings), said);
    }

    private void create(List<TopicPlan> plans, Consumer<String> said) throws IOException {
        Set<String> existing =
                brokers.await(brokers.admin().listTopics().names(), "listing topics");
        for (TopicPlan plan : plans) {
            said.accept(
                    existing.contains(plan.topic()) || !create(plan) ? found(plan) : made(plan));
        }
        try (SchemaRegistry registry = settings.registry()) {
            Subjects.register(plans, registry, said);
        }
    }

    /**
     * Deletes a topic with all that it holds; its schemas stay.
     *
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public void delete(String topic) throws IOException {
        brokers.await(
                brokers.admin().deleteTopics(List.of(topic)).all(), "deleting topic " + topic);
    }

    /** False if another has just created it. */
    private boolean create(TopicPlan plan) throws IOException {
        NewTopic topic =
                new NewTopic(
                                plan.topic(),
                                Optional.of(plan.partitions()),
                                Optional.of((short) settings.replication()))
                        .configs(plan.config());
        try {
            brokers.await(
                    brokers.admin().createTopics(List.of(topic)).all(),
                    "creating topic " + plan.topic());
            awaitMetadata(plan.topic());
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /** Brokers hear of a topic one after the other, and some time after its creator. */
    private void awaitMetadata(String topic) throws IOException {
        long end = System.nanoTime() + METADATA_WAIT.toNanos();
        while (true) {
            try {
                brokers.await(
                        brokers.admin().describeTopics(List.of(topic)).allTopicNames(),
                        "describing topic " + topic);
                return;
            } catch (IOException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() > end) {
                    throw e;
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private String made(TopicPlan plan) {
        return "topic %s: created, %s partitions, %s replicas, %s"
                .formatted(plan.topic(), plan.partitions(), settings.replication(), plan.config());
    }

    private String found(TopicPlan plan) throws IOException {
        int partitions = brokers.describe(plan.topic()).partitions().size();
        String differences =
                plan.differences(new TopicState(partitions, brokers.config(plan.topic())));
        return "topic %s: exists%s"
                .formatted(plan.topic(), differences.isEmpty() ? "" : ", but " + differences);
    }

    @Override
    public void close() {
        brokers.close();
    }
}
