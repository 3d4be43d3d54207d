// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.command.job.Role;
import dev.mars.dataset.Simulator;
import dev.mars.dataset.SimulatorSettings;
import dev.mars.preflight.Finding;
import dev.mars.preflight.Preflight;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.avro.AugmentedSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Each thing that a job needs is broken in turn on the real stack, and must be found before the job
 * would fail of it. If one of these fails, somebody deploys at night and learns it from the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightIT {
    private static final long FEW = 1_000;

    private Scenario whole;

    @BeforeAll
    void aWorldThatIsAsItShouldBe() throws Exception {
        whole = Scenario.create(Stack.shared(), "preflight", Map.of());
        try (Simulator world =
                new Simulator(SimulatorSettings.DEFAULT.withSeed(3).withSize(50, 100, 500))) {
            whole.load(world);
        }
        whole.train();
    }

    @Test
    void nothingIsInTheWayOfAWholeDeployment() {
        assertThat(findings(whole, Map.of())).isEmpty();
        // The brokers' cap is read, or there would be a warning.
        assertThat(findings(whole, Map.of("mars.output.delivery", "exactly-once"))).isEmpty();
    }

    @Test
    void aBatchRun() {
        fatal(whole, Map.of("execution.runtime-mode", "BATCH"), "execution.runtime-mode", "future");
    }

    @Test
    void optionsThatDoNotAgree() {
        fatal(
                whole,
                Map.of("mars.job.parallelism", "8", "mars.job.max-parallelism", "4"),
                "mars.job.parallelism is 8",
                "mars.job.max-parallelism, which is 4");
        fatal(whole, Map.of("mars.profile.low", "30"), "mars.profile.low", "Correct it");
    }

    @Test
    void aTopicThatIsNotThere() {
        fatal(
                whole,
                Map.of("mars.topic.output", "preflight-nowhere"),
                "topic preflight-nowhere: is not there",
                "mars topics");
    }

    @Test
    void topicsThatAreMadeOtherwise() throws Exception {
        Scenario other = Scenario.create(Stack.shared(), "preflight-other", Map.of());
        String behaviors = other.topics().names().behavior();
        set(other, behaviors, "cleanup.policy", "compact");
        set(other, other.topics().names().deadLetter(), "max.message.bytes", "1000");
        set(other, other.topics().names().output(), "retention.ms", "3600000");
        fatal(other, Map.of(), "topic " + behaviors, "cleanup.policy=compact; it must be delete");
        fatal(other, Map.of(), "dead-letters: has max.message.bytes=1000", "or more");
        assertThat(findings(other, Map.of()))
                .filteredOn(finding -> !finding.isFatal())
                .extracting(Finding::toString)
                .anySatisfy(text -> assertThat(text).contains("retention.ms=3600000", "a replay"));
    }

    @Test
    void aModelTopicWithoutOneOrder() throws Exception {
        try (Admin admin = Admin.create(whole.topics().clientProperties())) {
            admin.createTopics(List.of(new NewTopic("preflight-models", 2, (short) 1))).all().get();
        }
        fatal(
                whole,
                Map.of("mars.topic.model", "preflight-models"),
                "topic preflight-models: has 2 partitions; it must have 1",
                "mars topics");
        fatal(
                whole,
                Map.of("mars.topic.model", "preflight-models"),
                "subject preflight-models-value: has no schema",
                "mars topics");
    }

    @Test
    void aSchemaThatThisBuildCannotRead() throws Exception {
        Scenario other = Scenario.create(Stack.shared(), "preflight-schema", Map.of());
        String subject = SchemaRegistry.valueSubject(other.topics().names().behavior());
        Schema unlike =
                SchemaBuilder.record("UserBehavior")
                        .namespace("dev.mars.topic.avro")
                        .fields()
                        .requiredLong("userId")
                        .endRecord();
        try (SchemaRegistry registry = other.topics().registry()) {
            registry.setCompatibility(subject, "NONE");
            registry.register(subject, unlike);
        }
        fatal(other, Map.of(), "subject " + subject, "cannot read");
    }

    /** An upgrade whose new field nobody has registered: the job would fail as it starts. */
    @Test
    void aSchemaThatOnlyAnOlderBuildHasRegistered() throws Exception {
        Scenario other = Scenario.create(Stack.shared(), "preflight-upgrade", Map.of());
        Schema ours = AugmentedSequence.getClassSchema();
        Schema older =
                Schema.createRecord(
                        ours.getName(),
                        null,
                        ours.getNamespace(),
                        false,
                        ours.getFields().stream()
                                .filter(field -> !field.name().equals("donors"))
                                .map(field -> new Schema.Field(field, field.schema()))
                                .toList());
        try (SchemaRegistry registry = other.topics().registry()) {
            registry.register("preflight-older-value", older);
        }
        fatal(
                other,
                Map.of("mars.topic.output", "preflight-older"),
                "subject preflight-older-value: has not the schema",
                "mars topics");
    }

    @Test
    void aMissingModelAndAWrongBase() throws Exception {
        Scenario other = Scenario.create(Stack.shared(), "preflight-untrained", Map.of());
        fatal(other, Map.of(), "holds no model", "mars train");
        fatal(whole, Map.of("mars.model.base", "nobodys"), "mars.model.base is nobodys", "newest");
    }

    @Test
    void transactionsThatEndBeforeTheirCheckpoint() {
        fatal(
                whole,
                Map.of(
                        "mars.output.delivery", "exactly-once",
                        "mars.job.checkpoint-interval", "6 min"),
                "mars.job.checkpoint-interval is 360000 ms",
                "lower it");
    }

    @Test
    void checkpointsThatGoNowhere() {
        String directory = "execution.checkpointing.dir";
        fatal(whole, Map.of(directory, "file:///proc/mars"), directory, "cannot be written to");
        assertThat(findings(whole, Map.of(directory, "s3://bucket/mars")))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isFatal()).isFalse();
                            assertThat(finding.toString()).contains("s3://bucket/mars", "plugin");
                        });
    }

    @Test
    void moreDonorsThanTheHeapTakes() {
        List<Finding> found = new ArrayList<>();
        boolean clear =
                new Preflight(whole.configuration(), Role.RUN::grants, 50_000_000, FEW)
                        .run((check, findings) -> found.addAll(findings));
        assertThat(clear).isFalse();
        assertThat(found)
                .singleElement()
                .satisfies(f -> assertThat(f.toString()).contains("50,000,000 donors", "--donors"));
    }

    @Test
    void brokersThatDoNotAnswer() {
        fatal(
                whole,
                Map.of(
                        "mars.kafka.bootstrap-servers", "localhost:1",
                        "mars.kafka.properties.default.api.timeout.ms", "2000",
                        "mars.kafka.properties.request.timeout.ms", "1000"),
                "could not be looked at",
                "mars.kafka.bootstrap-servers");
    }

    private static void fatal(Scenario scenario, Map<String, String> broken, String... words) {
        assertThat(findings(scenario, broken))
                .filteredOn(Finding::isFatal)
                .extracting(Finding::toString)
                .anySatisfy(text -> assertThat(text).contains(words));
    }

    private static List<Finding> findings(Scenario scenario, Map<String, String> broken) {
        Map<String, String> options = new HashMap<>(scenario.configuration().toMap());
        options.putAll(broken);
        List<Finding> found = new ArrayList<>();
        boolean clear =
                new Preflight(Configuration.fromMap(options), Role.RUN::grants, FEW, FEW)
                        .run((check, findings) -> found.addAll(findings));
        assertThat(clear).isEqualTo(found.stream().noneMatch(Finding::isFatal));
        return found;
    }

    private static void set(Scenario scenario, String topic, String key, String value)
            throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(scenario.topics().clientProperties())) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource,
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry(key, value), OpType.SET))))
                    .all()
                    .get();
        }
    }
}
