// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.NOW;
import static dev.mars.topic.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.alignment.AlignmentModel;
import dev.mars.it.Stack;
import dev.mars.local.LocalStack;
import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroKafkaSerializer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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

    private static String bootstrapServers = System.getProperty("mars.test.bootstrap-servers");
    private static String registryUrl = System.getProperty("mars.test.registry-url");
    private static TopicSettings settings;
    private static SchemaRegistry registry;
    private static List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        if (bootstrapServers == null) {
            LocalStack stack = Stack.shared();
            bootstrapServers = stack.bootstrapServers();
            registryUrl = stack.registryUrl();
        }
        settings = settings(Map.of());
        registry = settings.registry();
        try (Topics topics = new Topics(settings)) {
            topics.create(said::add);
        }
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void creatingTopicsTwiceChangesNothing() throws Exception {
        assertThat(said).hasSize(10);
        assertThat(said.subList(0, 5)).allMatch(line -> line.contains("created"));
        List<String> again = new ArrayList<>();
        try (Topics topics = new Topics(settings)) {
            topics.create(again::add);
        }
        assertThat(again.subList(0, 5)).allMatch(line -> line.endsWith(": exists"));
        assertThat(again.subList(5, 10)).isEqualTo(said.subList(5, 10));
    }

    /** A topic that forgets versions, or takes no large model, must not pass unseen. */
    @Test
    void aTopicThatIsSetUpOtherwiseIsTold() throws Exception {
        List<String> again = new ArrayList<>();
        try (Topics topics =
                new Topics(settings(Map.of("mars.topic.item.min-compaction-lag", "900 d")))) {
            topics.create(again::add);
        }
        assertThat(again.get(1)).contains("exists, but min.compaction.lag.ms is 3153600000000");
    }

    @Test
    void inputRecordsComeBackThroughKafka() throws Exception {
        TopicSettings own = fresh("roundtrip");
        InputRecords records = InputRecords.of(own.names(), registry);
        Heartbeat heartbeat = heartbeat(own);
        Behavior behavior = new Behavior("ü", "i", "click", NOW, 4.5f);
        ItemFeatures item = new ItemFeatures("i", 0, new float[] {1, 2, 3}, null);
        send(
                own.producer(),
                records.behavior(behavior, NOW),
                records.erasure("ü", NOW + 1),
                heartbeat.behavior(own.names().behavior(), 0, NOW + 2),
                records.item(item, "title", NOW),
                records.retirement("i", NOW + 1),
                heartbeat.item(own.names().item(), 0, NOW + 2));
        BehaviorReader behaviors = new BehaviorReader(registry, Fixtures.BEHAVIOR_RULES);
        ItemReader items = new ItemReader(registry, Fixtures.ITEM_RULES);
        List<RawRecord> read = read(own.names().behavior());
        assertThat(read).hasSize(3);
        assertThat(behaviors.read(read.get(0)).value()).isEqualTo(behavior);
        assertThat(behaviors.read(read.get(1)).kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(behaviors.read(read.get(1)).id()).isEqualTo("ü");
        assertThat(behaviors.read(read.get(2)).time()).isEqualTo(NOW + 2);
        read = read(own.names().item());
        assertThat(items.read(read.get(0)).value()).isEqualTo(item);
        assertThat(items.read(read.get(1)).kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(items.read(read.get(2)).kind()).isEqualTo(Inbound.Kind.HEARTBEAT);
        try (Topics topics = new Topics(own)) {
            assertThat(topics.endOffsets(own.names().item()))
                    .isEqualTo(Map.of(new TopicPartition(own.names().item(), 0), 3L));
        }
    }

    /** Each kind of poison: through Kafka, judged, to the dead letters, and back as it was. */
    @Test
    void everyPoisonBecomesADeadLetterWithItsBytes() throws Exception {
        TopicSettings own = fresh("poison");
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
        send(own.producer(), records.toArray(ProducerRecord[]::new));

        BehaviorReader behaviors = new BehaviorReader(registry, Fixtures.BEHAVIOR_RULES);
        ItemReader items = new ItemReader(registry, Fixtures.ITEM_RULES);
        List<RawRecord> raws = new ArrayList<>();
        List<Reason> found = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>();
        for (RawRecord raw : read(own.names().behavior())) {
            Inbound<?> inbound = behaviors.read(raw);
            raws.add(raw);
            found.add(inbound.rejection().reason());
            dead.add(letters.record(raw, inbound.rejection()));
        }
        for (RawRecord raw : read(own.names().item())) {
            Inbound<?> inbound = items.read(raw);
            raws.add(raw);
            found.add(inbound.rejection().reason());
            dead.add(letters.record(raw, inbound.rejection()));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        send(own.producer(), dead.toArray(ProducerRecord[]::new));

        List<RawRecord> back = new ArrayList<>();
        for (RawRecord raw : read(own.names().deadLetter())) {
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
    void modelsComeBackInTheOrderOfPublication() throws Exception {
        TopicSettings own = fresh("models");
        ModelTopic models = new ModelTopic(own, registry);
        assertThat(models.readAll()).isEmpty();
        AlignmentModel second = ModelFixture.model(2);
        AlignmentModel first = ModelFixture.model(1);
        AlignmentModel tenth = ModelFixture.model(10);
        assertThat(models.publish(tenth)).isEqualTo(0);
        assertThat(models.publish(second)).isEqualTo(1);
        models.publish(first);
        send(own.modelProducer(), Poison.record(own.names().model(), "x/1", new byte[] {9}));
        assertThat(models.readAll()).containsExactly(tenth, second, first);
    }

    /**
     * Two trainings at once, whose models get one version. Running jobs keep the first; if it were
     * not the last of its key too, compaction would leave the other one, and a replay would differ.
     */
    @Test
    void theSecondModelOfAVersionMakesWay() throws Exception {
        TopicSettings own = fresh("race");
        ModelTopic models = new ModelTopic(own, registry);
        AlignmentModel first = ModelFixture.model(2);
        AlignmentModel second =
                new AlignmentModel(
                        2,
                        first.effectiveFrom() + 1,
                        first.base(),
                        first.alignment(),
                        first.method(),
                        first.quality());
        long offset = models.publish(first);
        long next = models.publish(second);
        assertThat(models.makesWay(first, offset)).isFalse();
        assertThat(models.readAll()).containsExactly(second);
        assertThat(models.makesWay(second, next)).isTrue();
        assertThat(models.readAll()).containsExactly(first);
        // The same once more, as by a training that is repeated, is no other model.
        assertThat(models.makesWay(first, models.publish(first))).isFalse();
        // Where the first was deleted on purpose, its version is free here; jobs say if it is not.
        send(own.modelProducer(), Poison.record(own.names().model(), key(first), null));
        assertThat(models.makesWay(second, models.publish(second))).isFalse();
        send(own.modelProducer(), Poison.record(own.names().model(), key(first), null));
        assertThat(models.history())
                .isEqualTo(new ModelHistory(List.of(), Map.of(first.base().id(), 2L)));
    }

    private static String key(AlignmentModel model) {
        return ModelFormat.key(model.base().id(), model.version());
    }

    /** A model that is effective before the front would come too late for a running job. */
    @Test
    void theFrontIsTheNewestValidBehaviourNearTheEnd() throws Exception {
        TopicSettings own = fresh("front");
        BehaviorRules rules = Fixtures.BEHAVIOR_RULES;
        assertThat(BehaviorFront.newest(own, registry, rules)).isEmpty();
        InputRecords records = InputRecords.of(own.names(), registry);
        send(
                own.producer(),
                records.behavior(new Behavior("u", "i", "click", NOW + 9, null), NOW + 9),
                records.behavior(new Behavior("u", "i", "spit", NOW + 50, null), NOW + 50),
                records.erasure("u", NOW + 70),
                records.behavior(new Behavior("u", "i", "click", NOW, null), NOW));
        assertThat(BehaviorFront.newest(own, registry, rules)).hasValue(NOW + 9);
        send(own.producer(), heartbeat(own).behavior(own.names().behavior(), 0, NOW + 20));
        assertThat(BehaviorFront.newest(own, registry, rules)).hasValue(NOW + 20);

        List<RawRecord> last = new ArrayList<>();
        TopicScan.of(own, own.names().behavior()).last(2).forEach(last::add);
        assertThat(last).extracting(RawRecord::offset).containsExactly(3L, 4L);

        ModelTopic models = new ModelTopic(own, registry);
        String base = ModelFixture.model(1).base().id();
        Configuration lead = Configuration.fromMap(Map.of("mars.model.lead", "1 s"));
        assertThat(ModelRelease.next(base, own, registry, lead)).isEqualTo(new ModelRelease(1, 0));
        models.publish(ModelFixture.model(1));
        assertThat(ModelRelease.next(base, own, registry, lead))
                .isEqualTo(new ModelRelease(2, NOW + 1_020));

        // Erasures move no watermark; the front is before them, however many there are.
        ProducerRecord<byte[], byte[]> erasure = records.erasure("u", NOW + 90);
        send(own.producer(), Collections.nCopies(1_500, erasure).toArray(ProducerRecord[]::new));
        assertThat(BehaviorFront.newest(own, registry, rules)).hasValue(NOW + 20);
    }

    @Test
    void aLargeModelPassesAndOneTooLargeIsRefusedInTime() throws Exception {
        TopicSettings own = fresh("large");
        ModelTopic models = new ModelTopic(own, registry);
        AlignmentModel large = ModelFixture.large(3 << 20);
        models.publish(large);
        assertThat(models.readAll()).containsExactly(large);
        assertThatThrownBy(() -> models.publish(ModelFixture.large(16 << 20)))
                .hasMessageContaining("mars.topic.model.max-bytes");
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
        TopicSettings elsewhere = settings(Map.of("mars.topic.model", "none"));
        assertThatThrownBy(() -> new ModelTopic(elsewhere, registry).readAll())
                .hasMessageContaining("mars topics");
        TopicSettings replicated =
                settings(
                        Map.of(
                                "mars.topic.model", "replicated",
                                "mars.topic.replication-factor", "3"));
        try (Topics topics = new Topics(replicated)) {
            assertThatThrownBy(() -> topics.create(line -> {}))
                    .hasMessageContaining("mars.topic.replication-factor");
        }
    }

    private static Map<String, Object> apicurio() {
        Map<String, Object> config = new HashMap<>();
        config.put("apicurio.registry.url", registryUrl.replace(CCOMPAT, "/apis/registry/v3"));
        config.put(
                "apicurio.registry.id-handler", "io.apicurio.registry.serde.Default4ByteIdHandler");
        config.put("apicurio.registry.use-id", "contentId");
        config.put("apicurio.registry.auto-register", "true");
        config.put("apicurio.registry.auto-register.if-exists", "FIND_OR_CREATE_VERSION");
        return config;
    }

    private static Heartbeat heartbeat(TopicSettings own) throws Exception {
        return new Heartbeat(
                AvroFormat.of(UserBehavior.class, registry, own.names().behavior()),
                AvroFormat.of(ItemModality.class, registry, own.names().item()));
    }

    /** Topics of one partition for one test alone. */
    private static TopicSettings fresh(String name) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String topic : List.of("behavior", "item", "model", "output", "dead-letter")) {
            options.put("mars.topic." + topic, name + "-" + topic);
        }
        options.put("mars.topic.partitions", "1");
        TopicSettings own = settings(options);
        try (Topics topics = new Topics(own)) {
            topics.create(line -> {});
        }
        return own;
    }

    private static TopicSettings settings(Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        configuration.setString("mars.kafka.bootstrap-servers", bootstrapServers);
        configuration.setString("mars.registry.url", registryUrl);
        return TopicSettings.from(configuration);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void send(
            java.util.Properties properties, ProducerRecord<byte[], byte[]>... records)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static List<RawRecord> read(String topic) {
        List<RawRecord> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer(null))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> records.add(RawRecord.of(r)));
            }
        }
        return records;
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
