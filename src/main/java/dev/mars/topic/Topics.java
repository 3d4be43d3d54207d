// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics with their schemas, and says how far they go. */
public final class Topics implements AutoCloseable {
    private static final Duration METADATA_WAIT = Duration.ofSeconds(30);

    private final TopicSettings settings;
    private final Admin admin;

    public Topics(TopicSettings settings) {
        this.settings = settings;
        admin = Admin.create(settings.clientProperties());
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
        Set<String> existing = await(admin.listTopics().names(), "listing topics");
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
        await(admin.deleteTopics(List.of(topic)).all(), "deleting topic " + topic);
    }

    /**
     * The offset behind each partition's last record, by ascending partition.
     *
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public Map<TopicPartition, Long> endOffsets(String topic) throws IOException {
        return offsets(topic, OffsetSpec.latest());
    }

    /**
     * The offset behind what each partition's readers see under read_committed, by ascending
     * partition: an open transaction begins there, or the partition ends.
     *
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public Map<TopicPartition, Long> committedEndOffsets(String topic) throws IOException {
        return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /**
     * What tells a topic from one of the same name that is made when it has been deleted.
     *
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public String id(String topic) throws IOException {
        return describe(topic).topicId().toString();
    }

    /**
     * The offset of each partition's first record, or of the next to come, by ascending partition.
     *
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public Map<TopicPartition, Long> beginningOffsets(String topic) throws IOException {
        return offsets(topic, OffsetSpec.earliest());
    }

    /**
     * The offset of each partition's first record with a Kafka timestamp at or after this time, or
     * of the next to come, by ascending partition.
     *
     * @param time milliseconds since the epoch
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public Map<TopicPartition, Long> offsetsAt(String topic, long time) throws IOException {
        Map<TopicPartition, Long> offsets = offsets(topic, OffsetSpec.forTimestamp(time));
        Map<TopicPartition, Long> ends = endOffsets(topic);
        // Below 0 where there is none.
        offsets.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
        return offsets;
    }

    /**
     * How far a consumer group has come.
     *
     * @return empty if there is no such group
     * @throws IOException if Kafka cannot be reached
     */
    public Map<TopicPartition, Long> committed(String group) throws IOException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                        "reading the offsets of group " + group)
                .forEach(
                        (partition, offset) -> {
                            if (offset != null) {
                                committed.put(partition, offset.offset());
                            }
                        });
        return committed;
    }

    /**
     * What the brokers have for a setting of a topic, such as cleanup.policy.
     *
     * @return null if they know no such setting
     * @throws IOException if there is no such topic, or Kafka cannot be reached
     */
    public String setting(String topic, String name) throws IOException {
        return config(topic).get(name);
    }

    /**
     * A topic as it is.
     *
     * @return empty if there is none, or this user may not see it
     * @throws IOException if Kafka cannot be reached
     */
    public Optional<TopicState> state(String topic) throws IOException {
        TopicDescription description;
        try {
            description = describe(topic);
        } catch (IOException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            return Optional.of(new TopicState(description.partitions().size(), config(topic)));
        } catch (IOException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.of(new TopicState(description.partitions().size(), Map.of()));
            }
            throw e;
        }
    }

    /**
     * A setting of the brokers, by each of them.
     *
     * @return empty if this user may not see it
     * @throws IOException if Kafka cannot be reached
     */
    public List<String> brokerSettings(String name) throws IOException {
        List<ConfigResource> brokers = new ArrayList<>();
        for (Node broker : await(admin.describeCluster().nodes(), "describing the cluster")) {
            brokers.add(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()));
        }
        try {
            return await(admin.describeConfigs(brokers).all(), "reading the brokers' settings")
                    .values()
                    .stream()
                    .map(config -> config.get(name))
                    .filter(Objects::nonNull)
                    .map(ConfigEntry::value)
                    .toList();
        } catch (IOException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return List.of();
            }
            throw e;
        }
    }

    private TopicDescription describe(String topic) throws IOException {
        return await(admin.describeTopics(List.of(topic)).allTopicNames(), "describing " + topic)
                .get(topic);
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) throws IOException {
        return offsets(topic, which, IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            String topic, OffsetSpec which, IsolationLevel isolation) throws IOException {
        TopicDescription description = describe(topic);
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        for (int partition = 0; partition < description.partitions().size(); partition++) {
            wanted.put(new TopicPartition(topic, partition), which);
        }
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(
                        admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all(),
                        "reading the offsets of " + topic);
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        wanted.keySet().forEach(partition -> offsets.put(partition, found.get(partition).offset()));
        return offsets;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
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
            await(admin.createTopics(List.of(topic)).all(), "creating topic " + plan.topic());
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
                await(
                        admin.describeTopics(List.of(topic)).allTopicNames(),
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
        int partitions = describe(plan.topic()).partitions().size();
        String differences = plan.differences(new TopicState(partitions, config(plan.topic())));
        return "topic %s: exists%s"
                .formatted(plan.topic(), differences.isEmpty() ? "" : ", but " + differences);
    }

    /**
     * Demands that the user who is set may do all of this. Brokers that authorize nobody allow
     * everything.
     *
     * @param what needs it, such as {@code mars run}
     * @throws IOException if one of it is not granted, naming it and what would grant it; or if a
     *     topic is missing, or Kafka cannot be reached
     */
    public void require(String what, List<Grant> grants) throws IOException {
        new GrantCheck(settings, admin).require(what, grants);
    }

    /**
     * Those of the grants that this user has not got.
     *
     * @throws IOException if a topic is missing, or Kafka cannot be reached
     */
    public List<Grant> missing(List<Grant> grants) throws IOException {
        return new GrantCheck(settings, admin).missing(grants);
    }

    private Map<String, String> config(String topic) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                await(
                                admin.describeConfigs(List.of(resource)).all(),
                                "reading the settings of " + topic)
                        .get(resource);
        Map<String, String> settings = new TreeMap<>();
        config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
        return settings;
    }

    private <T> T await(KafkaFuture<T> future, String what) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while " + what);
        } catch (ExecutionException e) {
            throw KafkaFailure.of(what, settings, e.getCause());
        }
    }
}
