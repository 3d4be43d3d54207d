// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What there is of topics: how far they go, how they are set up, and what one may do with them. */
public final class Topics implements AutoCloseable {
    private final TopicSettings settings;
    private final Brokers brokers;

    public Topics(TopicSettings settings) {
        this.settings = settings;
        brokers = new Brokers(settings);
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
        return brokers.describe(topic).topicId().toString();
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
        brokers.await(
                        brokers.admin()
                                .listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata(),
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
        return brokers.config(topic).get(name);
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
            description = brokers.describe(topic);
        } catch (IOException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
        try {
            return Optional.of(
                    new TopicState(description.partitions().size(), brokers.config(topic)));
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
        List<ConfigResource> all = new ArrayList<>();
        for (Node broker :
                brokers.await(
                        brokers.admin().describeCluster().nodes(), "describing the cluster")) {
            all.add(new ConfigResource(ConfigResource.Type.BROKER, broker.idString()));
        }
        try {
            return brokers
                    .await(
                            brokers.admin().describeConfigs(all).all(),
                            "reading the brokers' settings")
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

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) throws IOException {
        return offsets(topic, which, IsolationLevel.READ_UNCOMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            String topic, OffsetSpec which, IsolationLevel isolation) throws IOException {
        TopicDescription description = brokers.describe(topic);
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        for (int partition = 0; partition < description.partitions().size(); partition++) {
            wanted.put(new TopicPartition(topic, partition), which);
        }
        Map<TopicPartition, ListOffsetsResultInfo> found =
                brokers.await(
                        brokers.admin()
                                .listOffsets(wanted, new ListOffsetsOptions(isolation))
                                .all(),
                        "reading the offsets of " + topic);
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        wanted.keySet().forEach(partition -> offsets.put(partition, found.get(partition).offset()));
        return offsets;
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
        new GrantCheck(settings, brokers.admin()).require(what, grants);
    }

    /**
     * Those of the grants that this user has not got.
     *
     * @throws IOException if a topic is missing, or Kafka cannot be reached
     */
    public List<Grant> missing(List<Grant> grants) throws IOException {
        return new GrantCheck(settings, brokers.admin()).missing(grants);
    }

    @Override
    public void close() {
        brokers.close();
    }
}
