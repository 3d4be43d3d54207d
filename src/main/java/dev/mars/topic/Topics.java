package dev.mars.topic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics with their schemas, and says how far they go. */
public final class Topics implements AutoCloseable {
    private static final String COMPATIBILITY = "BACKWARD";

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
        Set<String> existing = await(admin.listTopics().names(), "listing topics");
        List<TopicPlan> plans = TopicPlan.of(settings);
        for (TopicPlan plan : plans) {
            said.accept(
                    existing.contains(plan.topic()) || !create(plan) ? found(plan) : made(plan));
        }
        try (SchemaRegistry registry = settings.registry()) {
            for (TopicPlan plan : plans) {
                String subject = SchemaRegistry.valueSubject(plan.topic());
                int id = registry.register(subject, plan.schema());
                registry.setCompatibility(subject, COMPATIBILITY);
                said.accept("subject %s: schema id %s, %s".formatted(subject, id, COMPATIBILITY));
            }
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
        TopicDescription description =
                await(admin.describeTopics(List.of(topic)).allTopicNames(), "describing " + topic)
                        .get(topic);
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        for (int partition = 0; partition < description.partitions().size(); partition++) {
            wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted).all(), "reading the offsets of " + topic);
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        wanted.keySet().forEach(partition -> ends.put(partition, found.get(partition).offset()));
        return ends;
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
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private String made(TopicPlan plan) {
        return "topic %s: created, %s partitions, %s replicas, %s"
                .formatted(plan.topic(), plan.partitions(), settings.replication(), plan.config());
    }

    private String found(TopicPlan plan) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, plan.topic());
        Config config =
                await(
                                admin.describeConfigs(List.of(resource)).all(),
                                "reading the settings of " + plan.topic())
                        .get(resource);
        Map<String, String> actual = new TreeMap<>();
        config.entries().forEach(entry -> actual.put(entry.name(), entry.value()));
        String differences = plan.differences(actual);
        return "topic %s: exists%s"
                .formatted(plan.topic(), differences.isEmpty() ? "" : ", but " + differences);
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
