// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.Behavior;
import dev.mars.topic.Heartbeat;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.Reason;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Producers change their schemas while the job runs. One third of the records is written with
 * today's schemas, one with a field more, one with a field less, and none of it makes a difference.
 * If one of these fails, a producer's upgrade stops the job, or its records are lost or misread.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvolutionIT {
    private static final long START = SmallWorld.START;
    private static final long QUARTER = 900_000;
    private static final int PORTION = 60;
    private static final int PARTITIONS = 2;
    private static final Schema BEHAVIOR = UserBehavior.getClassSchema();
    private static final Schema ITEM = ItemModality.getClassSchema();

    private Scenario plain;
    private Scenario evolved;
    private LiveJob job;
    private int forcedId;
    private int forced;
    private final Random random = new Random(11);

    @BeforeAll
    void evolve() throws Exception {
        plain = scenario("evolution-plain");
        evolved = scenario("evolution");
        job = LiveJob.start(Stack.shared(), evolved);
        try (SchemaRegistry registry = evolved.topics().registry();
                SchemaRegistry plainRegistry = plain.topics().registry()) {
            TopicNames names = evolved.topics().names();
            InputRecords same = InputRecords.of(names, registry);
            InputRecords reference = InputRecords.of(plain.topics().names(), plainRegistry);
            Behaviors asEver = behavior -> same.behavior(behavior, behavior.eventTime());
            portion(0, reference, asEver, item -> same.item(item, null, item.effectiveFrom()));
            LiveJob.await().until(() -> evolved.answered() > 0);

            portion(
                    1,
                    reference,
                    behaviors(registry, OtherProducer.with(BEHAVIOR, "device")),
                    items(registry, OtherProducer.with(ITEM, "language")));
            portion(
                    2,
                    reference,
                    behaviors(registry, OtherProducer.without(BEHAVIOR, "rating")),
                    items(registry, OtherProducer.without(ITEM, "title")));
            force(registry);
            end(plain, plainRegistry);
            end(evolved, registry);
        }
        plain.run();
        LiveJob.await().until(() -> evolved.answered() >= 3 * PORTION);
        LiveJob.await().until(() -> evolved.refused().size() >= forced);
    }

    @AfterAll
    void cancel() throws Exception {
        job.cancel();
    }

    private interface Behaviors {
        ProducerRecord<byte[], byte[]> record(Behavior behavior) throws IOException;
    }

    private interface Items {
        ProducerRecord<byte[], byte[]> record(ItemFeatures item) throws IOException;
    }

    private static Scenario scenario(String name) throws Exception {
        Map<String, String> options = new HashMap<>(SmallWorld.OPTIONS);
        options.put("mars.job.checkpoint-interval", "500 ms");
        Scenario scenario = Scenario.create(Stack.shared(), name, options);
        try (SchemaRegistry registry = scenario.topics().registry()) {
            scenario.send(SmallWorld.items(InputRecords.of(scenario.topics().names(), registry)));
        }
        scenario.train();
        return scenario;
    }

    private Behaviors behaviors(SchemaRegistry registry, Schema schema) throws IOException {
        OtherProducer producer =
                new OtherProducer(registry, evolved.topics().names().behavior(), schema);
        return behavior -> {
            Map<String, Object> fields = new HashMap<>();
            fields.put("device", "phone");
            fields.put("userId", behavior.userId());
            fields.put("itemId", behavior.itemId());
            fields.put("action", behavior.action());
            fields.put("eventTime", behavior.eventTime());
            return producer.record(behavior.userId(), behavior.eventTime(), fields);
        };
    }

    private Items items(SchemaRegistry registry, Schema schema) throws IOException {
        OtherProducer producer =
                new OtherProducer(registry, evolved.topics().names().item(), schema);
        return item -> {
            List<Float> text = new ArrayList<>();
            for (float value : item.text()) {
                text.add(value);
            }
            Map<String, Object> fields = new HashMap<>();
            fields.put("language", "en");
            fields.put("itemId", item.itemId());
            fields.put("effectiveFrom", item.effectiveFrom());
            fields.put("text", text);
            fields.put("heartbeat", false);
            return producer.record(item.itemId(), item.effectiveFrom(), fields);
        };
    }

    /** The same facts for both jobs; a new version of an item at every tenth behaviour. */
    private void portion(int n, InputRecords reference, Behaviors behaviors, Items items)
            throws Exception {
        List<ProducerRecord<byte[], byte[]>> same = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> other = new ArrayList<>();
        for (int i = n * PORTION; i < (n + 1) * PORTION; i++) {
            String user = "u" + (int) (12 * random.nextDouble() * random.nextDouble());
            String item = "i" + (int) (30 * random.nextDouble() * random.nextDouble());
            long time = START + i * QUARTER;
            if (i % 10 == 0) {
                float[] text = new float[6];
                for (int d = 0; d < text.length; d++) {
                    text[d] = (float) random.nextGaussian();
                }
                ItemFeatures version = new ItemFeatures(item, time, text, null);
                same.add(reference.item(version, null, time));
                other.add(items.record(version));
            }
            Behavior behavior = new Behavior(user, item, "click", time, null);
            same.add(reference.behavior(behavior, time));
            other.add(behaviors.record(behavior));
        }
        plain.send(same);
        evolved.send(other);
    }

    /** The registry refuses it as long as its rule stands. */
    private void force(SchemaRegistry registry) throws Exception {
        String topic = evolved.topics().names().behavior();
        Schema wrong = OtherProducer.retyped(BEHAVIOR, "eventTime");
        assertThatThrownBy(() -> new OtherProducer(registry, topic, wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("incompatible");
        registry.setCompatibility(SchemaRegistry.valueSubject(topic), "NONE");
        OtherProducer producer = new OtherProducer(registry, topic, wrong);
        forcedId = producer.id;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String user : List.of("u1", "u2", "u3")) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("userId", user);
            fields.put("itemId", "i1");
            fields.put("action", "click");
            fields.put("eventTime", "yesterday");
            records.add(producer.record(user, START, fields));
        }
        forced = records.size();
        evolved.send(records);
    }

    private static void end(Scenario scenario, SchemaRegistry registry) throws Exception {
        TopicNames names = scenario.topics().names();
        Heartbeat heartbeat = Heartbeat.of(names, registry);
        long after = START + 4 * PORTION * QUARTER;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int p = 0; p < PARTITIONS; p++) {
            records.add(heartbeat.behavior(names.behavior(), p, after));
            records.add(heartbeat.item(names.item(), p, after));
        }
        scenario.send(records);
    }

    @Test
    void aFieldMoreOrLessChangesNoOutput() {
        MarsCommand diff =
                MarsCommand.run(
                        evolved.configuration(),
                        "diff",
                        plain.topics().names().output(),
                        evolved.topics().names().output());
        assertThat(diff.exit()).as(diff.said()).isZero();
        assertThat(diff.said()).contains(3 * PORTION + "  equal");
    }

    /** What was forced in, and nothing else; it says which schema that was. */
    @Test
    void whatTheRegistryRefusedBecomesADeadLetterWithItsSchemaId() throws Exception {
        List<DeadLetter> letters = evolved.deadLetters();
        assertThat(letters).hasSize(forced);
        for (DeadLetter letter : letters) {
            assertThat(letter.getReason()).isEqualTo(Reason.UNDECODABLE.name());
            assertThat(letter.getMessage()).contains("schema id " + forcedId);
            ByteBuffer value = letter.getValue().duplicate();
            assertThat(value.getInt(value.position() + 1)).isEqualTo(forcedId);
        }
    }

    @Test
    void theJobRunsThroughAllOfIt() {
        assertThat(job.restored()).isZero();
        assertThat(job.restarts()).isEqualTo("0");
    }
}
