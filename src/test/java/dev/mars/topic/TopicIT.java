// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.NOW;
import static dev.mars.topic.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Codec, registry and topics against a real Kafka broker and a real Apicurio registry: those of the
 * shared local stack, or of the system properties mars.test.bootstrap-servers and
 * mars.test.registry-url. Neither may have topics of the default names.
 */
@Timeout(3600)
class TopicIT {
    private static final String CCOMPAT = "/apis/ccompat/v7";

    private static RealTopics real;
    private static TopicSettings settings;
    private static SchemaRegistry registry;
    private static List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        real = new RealTopics();
        settings = real.settings();
        registry = real.registry();
        try (TopicCreation topics = new TopicCreation(settings)) {
            topics.create(said::add);
        }
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void creatingTopicsTwiceChangesNothing() throws Exception {
        assertThat(said).hasSize(10);
        assertThat(said.subList(0, 5)).allMatch(line -> line.contains("created"));
        List<String> again = new ArrayList<>();
        try (TopicCreation topics = new TopicCreation(settings)) {
            topics.create(again::add);
        }
        assertThat(again.subList(0, 5)).allMatch(line -> line.endsWith(": exists"));
        assertThat(again.subList(5, 10)).isEqualTo(said.subList(5, 10));
    }

    /** A topic that forgets versions, or takes no large model, must not pass unseen. */
    @Test
    void aTopicThatIsSetUpOtherwiseIsTold() throws Exception {
        List<String> again = new ArrayList<>();
        try (TopicCreation topics =
                new TopicCreation(
                        real.settings(Map.of("mars.topic.item.min-compaction-lag", "900 d")))) {
            topics.create(again::add);
        }
        assertThat(again.get(1)).contains("exists, but min.compaction.lag.ms is 3153600000000");
    }

    /** The job would refuse it, or models have no order; a broker makes such a topic by itself. */
    @Test
    void aTopicOfOtherPartitionsIsTold() throws Exception {
        TopicSettings own = real.settings(Map.of("mars.topic.model", "several"));
        try (Admin admin = Admin.create(own.clientProperties())) {
            NewTopic several = new NewTopic("several", Optional.of(3), Optional.empty());
            admin.createTopics(List.of(several)).all().get();
        }
        List<String> again = new ArrayList<>();
        try (TopicCreation topics = new TopicCreation(own)) {
            topics.create(again::add);
        }
        assertThat(again.get(2))
                .startsWith("topic several: exists, but it has 3 partitions, expected 1");
    }

    /** Whoever demands more of schemas than MARS would find it undone, again and again. */
    @Test
    void aLevelThatASubjectHasIsKept() throws Exception {
        TopicSettings own = real.fresh("demanding");
        String strict = SchemaRegistry.valueSubject(own.names().output());
        assertThat(registry.compatibility(strict)).as("where there was none").hasValue("BACKWARD");
        registry.setCompatibility(strict, "FULL_TRANSITIVE");
        List<String> again = new ArrayList<>();
        try (TopicCreation topics = new TopicCreation(own)) {
            topics.create(again::add);
        }
        assertThat(registry.compatibility(strict)).hasValue("FULL_TRANSITIVE");
        assertThat(again)
                .anyMatch(line -> line.contains(strict) && line.endsWith("FULL_TRANSITIVE"));
    }

    @Test
    void inputRecordsComeBackThroughKafka() throws Exception {
        TopicSettings own = real.fresh("roundtrip");
        InputRecords records = InputRecords.of(own.names(), registry);
        Heartbeat heartbeat = real.heartbeat(own);
        Behavior behavior = new Behavior("ü", "i", "click", NOW, 4.5f);
        ItemFeatures item = new ItemFeatures("i", 0, new float[] {1, 2, 3}, null);
        RealTopics.send(
                own.producer(),
                records.behavior(behavior, NOW),
                records.erasure("ü", NOW + 1),
                heartbeat.behavior(own.names().behavior(), 0, NOW + 2),
                records.item(item, "title", NOW),
                records.retirement("i", NOW + 1),
                heartbeat.item(own.names().item(), 0, NOW + 2));
        BehaviorReader behaviors = new BehaviorReader(registry, Fixtures.BEHAVIOR_RULES);
        ItemReader items = new ItemReader(registry, Fixtures.ITEM_RULES);
        List<RawRecord> read = real.read(own.names().behavior());
        assertThat(read).hasSize(3);
        assertThat(behaviors.read(read.get(0)).value()).isEqualTo(behavior);
        assertThat(behaviors.read(read.get(1)).kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(behaviors.read(read.get(1)).id()).isEqualTo("ü");
        assertThat(behaviors.read(read.get(2)).time()).isEqualTo(NOW + 2);
        read = real.read(own.names().item());
        assertThat(items.read(read.get(0)).value()).isEqualTo(item);
        assertThat(items.read(read.get(1)).kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(items.read(read.get(2)).kind()).isEqualTo(Inbound.Kind.HEARTBEAT);
        try (Topics topics = new Topics(own)) {
            assertThat(topics.endOffsets(own.names().item()))
                    .isEqualTo(Map.of(new TopicPartition(own.names().item(), 0), 3L));
        }
    }

    /** The clock of the broker would decide what is answered, and a job fail again and again. */
    @Test
    void whatAJobWritesMayBeAheadOfTheClock() throws Exception {
        TopicSettings own = real.fresh("ahead");
        long ahead = System.currentTimeMillis() + Duration.ofDays(10_000).toMillis();
        for (String topic : List.of(own.names().output(), own.names().deadLetter())) {
            RealTopics.send(
                    own.producer(),
                    new ProducerRecord<>(topic, 0, ahead, new byte[1], new byte[0]));
            assertThat(real.read(topic)).singleElement().matches(raw -> raw.timestamp() == ahead);
        }
        assertThatThrownBy(
                        () ->
                                RealTopics.send(
                                        own.producer(),
                                        new ProducerRecord<>(
                                                own.names().behavior(),
                                                0,
                                                ahead,
                                                new byte[1],
                                                new byte[0])))
                .as("otherwise this shows nothing")
                .hasCauseInstanceOf(InvalidTimestampException.class);
    }

    /** Each kind of poison: through Kafka, judged, to the dead letters, and back as it was. */
    @Test
    void everyPoisonBecomesADeadLetterWithItsBytes() throws Exception {
        TopicSettings own = real.fresh("poison");
        AvroFormat<DeadLetter> format =
                AvroFormat.of(DeadLetter.class, registry, own.names().deadLetter());
        DeadLetters letters = new DeadLetters(own.names().deadLetter(), format);
        Map<Reason, Set<ProducerRecord<byte[], byte[]>>> poison = Poison.of(own.names(), registry);
        List<Reason> expected = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        poison.forEach(
                (reason, some) ->
                        some.forEach(
                                record -> {
                                    record.headers().add("origin", utf8("test"));
                                    records.add(record);
                                    expected.add(reason);
                                }));
        RealTopics.send(own.producer(), records.toArray(ProducerRecord[]::new));

        BehaviorReader behaviors = new BehaviorReader(registry, Fixtures.BEHAVIOR_RULES);
        ItemReader items = new ItemReader(registry, Fixtures.ITEM_RULES);
        List<RawRecord> raws = new ArrayList<>();
        List<Reason> found = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>();
        for (RawRecord raw : real.read(own.names().behavior())) {
            Inbound<?> inbound = behaviors.read(raw);
            raws.add(raw);
            found.add(inbound.rejection().reason());
            dead.add(letters.record(raw, inbound.rejection()));
        }
        for (RawRecord raw : real.read(own.names().item())) {
            Inbound<?> inbound = items.read(raw);
            raws.add(raw);
            found.add(inbound.rejection().reason());
            dead.add(letters.record(raw, inbound.rejection()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        RealTopics.send(own.producer(), dead.toArray(ProducerRecord[]::new));

        List<RawRecord> back = new ArrayList<>();
        for (RawRecord raw : real.read(own.names().deadLetter())) {
            DeadLetter letter = format.decode(raw.value());
            assertThat(raw.timestamp()).isEqualTo(letter.getTimestamp());
            back.add(
                    new RawRecord(
                            letter.getTopic(),
                            letter.getPartition(),
                            letter.getOffset(),
                            letter.getTimestamp(),
                            bytes(letter.getKey()),
                            bytes(letter.getValue()),
                            List.of(new RawHeader("origin", utf8("test")))));
        }
        assertThat(back).containsExactlyInAnyOrderElementsOf(raws);
    }

    /** What others read with must not be only what we write with. */
    @Test
    void apicuriosDeserializerReadsOurs() throws Exception {
        String topic = settings.names().item();
        ItemModality item = new ItemModality("i", 5L, List.of(1f, 2f), null, "a title", false);
        byte[] bytes = AvroFormat.of(ItemModality.class, registry, topic).encode(item);
        try (AvroKafkaDeserializer<GenericRecord> theirs = new AvroKafkaDeserializer<>()) {
            theirs.configure(apicurio(), false);
            GenericRecord read = theirs.deserialize(topic, bytes);
            assertThat(read.get("itemId")).hasToString("i");
            assertThat(read.get("effectiveFrom")).isEqualTo(5L);
            assertThat(read.get("text")).isEqualTo(List.of(1f, 2f));
            assertThat(read.get("image")).isNull();
            assertThat(read.get("title")).hasToString("a title");
        }
    }

    @Test
    void weReadWhatApicuriosSerializerWrites() throws Exception {
        Schema contract = new Schema.Parser().parse(Path.of("schemas/UserBehavior.avsc").toFile());
        GenericRecord record = new GenericData.Record(contract);
        record.put("userId", "ü");
        record.put("itemId", "i");
        record.put("action", "click");
        record.put("eventTime", NOW);
        record.put("rating", 3.5f);
        try (AvroKafkaSerializer<GenericRecord> theirs = new AvroKafkaSerializer<>()) {
            theirs.configure(apicurio(), false);
            byte[] bytes = theirs.serialize(settings.names().behavior(), record);
            assertThat(
                            new BehaviorReader(registry, Fixtures.BEHAVIOR_RULES)
                                    .read(Fixtures.raw("ü", bytes))
                                    .value())
                    .isEqualTo(new Behavior("ü", "i", "click", NOW, 3.5f));
        }
    }

    @Test
    void theRegistrySaysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> registry.idOf("none-value", UserBehavior.getClassSchema()))
                .hasMessageContaining("mars topics");
        assertThatThrownBy(() -> registry.byId(1_000_000)).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> registry.byId(-1)).isInstanceOf(RejectedException.class);
        String subject = SchemaRegistry.valueSubject(settings.names().behavior());
        Schema breaking =
                SchemaBuilder.record("UserBehavior").fields().requiredInt("x").endRecord();
        assertThatThrownBy(() -> registry.register(subject, breaking))
                .hasMessageContaining("incompatible");
    }

    @Test
    void kafkasFailuresSayWhatToDo() {
        try (Topics topics = new Topics(settings)) {
            assertThatThrownBy(() -> topics.endOffsets("none")).hasMessageContaining("mars topics");
        }
        TopicSettings elsewhere = real.settings(Map.of("mars.topic.model", "none"));
        assertThatThrownBy(() -> new ModelTopic(elsewhere, registry).readAll())
                .hasMessageContaining("mars topics");
        TopicSettings replicated =
                real.settings(
                        Map.of(
                                "mars.topic.model", "replicated",
                                "mars.topic.replication-factor", "3"));
        try (TopicCreation topics = new TopicCreation(replicated)) {
            assertThatThrownBy(() -> topics.create(line -> {}))
                    .hasMessageContaining("mars.topic.replication-factor");
        }
    }

    private static Map<String, Object> apicurio() {
        Map<String, Object> config = new HashMap<>();
        config.put(
                "apicurio.registry.url",
                settings.registryUrl().replace(CCOMPAT, "/apis/registry/v3"));
        config.put(
                "apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
        config.put("apicurio.registry.use-id", "contentId");
        config.put("apicurio.registry.auto-register", "true");
        config.put("apicurio.registry.auto-register.if-exists", "FIND_OR_CREATE_VERSION");
        return config;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
