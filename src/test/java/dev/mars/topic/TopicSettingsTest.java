// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
    static final TopicSettings DEFAULTS = TopicSettings.from(new Configuration());

    /** A model that the trainer can make must pass producer, topic and consumer alike. */
    @Test
    void modelClientsAreSizedForTheLargestModel() {
        TopicSettings settings = from("mars.topic.model.max-bytes", "100 mb");
        String bytes = String.valueOf(100 << 20);
        Properties producer = settings.modelProducer();
        assertThat(producer.getProperty("max.request.size")).isEqualTo(bytes);
        assertThat(Long.parseLong(producer.getProperty("buffer.memory")))
                .isGreaterThanOrEqualTo(100 << 20);
        assertThat(settings.modelConsumer(null).getProperty("max.partition.fetch.bytes"))
                .isEqualTo(bytes);
        assertThat(TopicPlan.of(settings).get(2).config())
                .containsEntry("max.message.bytes", bytes);
    }

    /** Else the sink fails for good at the first large dead letter. */
    @Test
    void producersAndTheTopicTakeTheLargestDeadLetter() {
        String bytes = String.valueOf(DeadLetters.MAX_BYTES);
        assertThat(DEFAULTS.producer().getProperty("max.request.size")).isEqualTo(bytes);
        assertThat(TopicPlan.of(DEFAULTS).get(4).config())
                .containsEntry("max.message.bytes", bytes);
    }

    /** Else a diff of 200 partitions takes three times the memory that its help promises. */
    @Test
    void aScanFetchesLittleAtATime() {
        assertThat(DEFAULTS.scanConsumer())
                .containsEntry("fetch.max.bytes", String.valueOf(8 << 20))
                .containsEntry("max.partition.fetch.bytes", String.valueOf(256 << 10));
        assertThat(DEFAULTS.modelScanConsumer())
                .containsEntry("fetch.max.bytes", String.valueOf(8 << 20))
                .as("the largest model")
                .containsEntry(
                        "max.partition.fetch.bytes", String.valueOf(DEFAULTS.modelMaxBytes()));
    }

    /** Whoever has the memory may read faster. */
    @Test
    void usersSizesOfFetchesWin() {
        Configuration configuration = new Configuration();
        configuration.setString("mars.kafka.properties.fetch.max.bytes", "1000");
        configuration.setString("mars.kafka.properties.max.partition.fetch.bytes", "100");
        TopicSettings settings = TopicSettings.from(configuration);
        assertThat(settings.scanConsumer())
                .containsEntry("fetch.max.bytes", "1000")
                .containsEntry("max.partition.fetch.bytes", "100");
        assertThat(settings.modelScanConsumer()).containsEntry("fetch.max.bytes", "1000");
    }

    /** Else a job fails for good at its first large output; what Kafka takes anyway is not set. */
    @Test
    void theTopicTakesTheLargestOutput() {
        assertThat(TopicPlan.of(DEFAULTS).get(3).config()).doesNotContainKey("max.message.bytes");
        TopicSettings longer = from("mars.profile.sequence-length", "2000");
        assertThat(longer.outputMaxBytes()).isGreaterThan(2_000_000);
        assertThat(TopicPlan.of(longer).get(3).config())
                .containsEntry("max.message.bytes", String.valueOf(longer.outputMaxBytes()));
    }

    /**
     * Before Kafka 4 a topic takes any time unless told otherwise: a behaviour whose two times are
     * in microseconds would make all that follows in its partition late, for ever.
     */
    @Test
    void inputsTakeNoTimesFromTheFarFuture() {
        String after = "message.timestamp.after.max.ms";
        for (int input : new int[] {0, 1}) {
            assertThat(TopicPlan.of(DEFAULTS).get(input).config()).containsEntry(after, "3600000");
            assertThat(TopicPlan.of(from("mars.validation.max-ahead", "1 d")).get(input).config())
                    .containsEntry(after, "86400000");
        }
    }

    @Test
    void usersPropertiesReachEveryClient() {
        Configuration configuration = new Configuration();
        configuration.setString("mars.kafka.properties.security.protocol", "SSL");
        configuration.setString("mars.kafka.properties.linger.ms", "0");
        configuration.setString("mars.kafka.bootstrap-servers", "a:1,b:2");
        TopicSettings settings = TopicSettings.from(configuration);
        for (Properties client :
                new Properties[] {
                    settings.clientProperties(),
                    settings.consumer("g"),
                    settings.producer(),
                    settings.modelConsumer(null),
                    settings.scanConsumer(),
                    settings.modelScanConsumer(),
                    settings.modelProducer()
                }) {
            assertThat(client)
                    .containsEntry("security.protocol", "SSL")
                    .containsEntry("bootstrap.servers", "a:1,b:2")
                    .containsEntry("linger.ms", "0");
        }
        assertThat(settings.consumer("g")).containsEntry("group.id", "g");
        assertThat(settings.consumer(null)).doesNotContainKey("group.id");
    }

    /** Old event times would be deleted as soon as they are written. */
    @Test
    void noTopicForgets() {
        for (TopicPlan plan : TopicPlan.of(DEFAULTS)) {
            assertThat(
                            plan.config().get("cleanup.policy").equals("compact")
                                    || plan.config().get("retention.ms").equals("-1"))
                    .as(plan.topic())
                    .isTrue();
        }
        assertThat(TopicPlan.of(DEFAULTS).get(1).config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("min.compaction.lag.ms", String.valueOf(36_500L * 24 * 3_600_000));
    }

    @Test
    void aWrongSettingIsNamedWithItsValue() {
        assertThatThrownBy(() -> from("mars.topic.partitions", "0"))
                .hasMessageContaining("mars.topic.partitions is 0");
        assertThatThrownBy(() -> from("mars.topic.replication-factor", "40000"))
                .hasMessageContaining("mars.topic.replication-factor is 40000");
        assertThatThrownBy(() -> from("mars.topic.model.max-bytes", "10 b"))
                .hasMessageContaining("mars.topic.model.max-bytes is 10");
        assertThatThrownBy(() -> from("mars.topic.item", "user-behavior"))
                .hasMessageContaining("user-behavior");
    }

    @Test
    void actionsAreReadAndJudged() {
        assertThat(rules("click:1,impression:0").actions())
                .isEqualTo(Map.of("click", 1.0, "impression", 0.0));
        assertThatThrownBy(() -> rules("click:much")).hasMessageContaining("\"much\"");
        assertThatThrownBy(() -> rules("click:-1")).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> rules("click:NaN")).hasMessageContaining("NaN");
        assertThatThrownBy(() -> rules("click:1e39")).hasMessageContaining("1.0E39");
        assertThatThrownBy(() -> rules("HEARTBEAT:1")).hasMessageContaining("HEARTBEAT");
    }

    /** Both travel to the TaskManagers in Java's serialization. */
    @Test
    void settingsAndRulesTravel() throws Exception {
        BehaviorRules rules = BehaviorRules.from(new Configuration());
        assertThat(InstantiationUtil.clone(DEFAULTS)).isEqualTo(DEFAULTS);
        assertThat(InstantiationUtil.clone(rules)).isEqualTo(rules);
        assertThat(InstantiationUtil.clone(Fixtures.ITEM_RULES)).isEqualTo(Fixtures.ITEM_RULES);
    }

    private static BehaviorRules rules(String actions) {
        Configuration configuration = new Configuration();
        configuration.setString("mars.actions", actions);
        return BehaviorRules.from(configuration);
    }

    private static TopicSettings from(String key, String value) {
        Configuration configuration = new Configuration();
        configuration.setString(key, value);
        return TopicSettings.from(configuration);
    }
}
