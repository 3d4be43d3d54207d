// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import static dev.mars.it.SmallWorld.floats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.AlignmentModel;
import dev.mars.alignment.ModalityBase;
import dev.mars.topic.AvroFormat;
import dev.mars.topic.Behavior;
import dev.mars.topic.InputRecords;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.RawHeader;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.SchemaRegistry;
import dev.mars.topic.TopicNames;
import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.DeadLetter;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Law 3, through Kafka: records that cannot be used, one of every kind, stand between good ones.
 * Each becomes one dead letter that has all of it, and the outputs are those of a run without them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonIT {
    private static final long START = SmallWorld.START;
    private static final long HOUR = SmallWorld.HOUR;
    private static final long DAY = SmallWorld.DAY;
    private static final int TEXT = SmallWorld.TEXT;
    private static final int IMAGE = SmallWorld.IMAGE;
    private static final int ACTS = 200;
    private static final String MARK = "poison";

    /** What must become of a poisoned record. */
    private record Poison(Reason reason, String says, ProducerRecord<byte[], byte[]> record) {}

    private final Map<String, Poison> poisons = new LinkedHashMap<>();
    private Scenario clean;
    private Scenario poisoned;

    @BeforeAll
    void run() throws Exception {
        clean = Scenario.create(Stack.shared(), "clean", SmallWorld.OPTIONS);
        poisoned = Scenario.create(Stack.shared(), "poisoned", SmallWorld.OPTIONS);
        fill(clean, false);
        fill(poisoned, true);
        clean.run();
        poisoned.run();
    }

    /** The same good records in the same order; the model is trained before anything else comes. */
    private void fill(Scenario scenario, boolean withPoison) throws Exception {
        TopicNames names = scenario.topics().names();
        try (SchemaRegistry registry = scenario.topics().registry()) {
            InputRecords records = InputRecords.of(names, registry);
            scenario.send(SmallWorld.items(records));
            AlignmentModel model = scenario.train();
            List<ProducerRecord<byte[], byte[]>> good = history(records);
            if (withPoison) {
                Encoder encoder = new Encoder(names, registry);
                undecodable(names.behavior(), encoder.behavior("u1", "i1", "click", 1, null));
                undecodable(names.item(), encoder.item("i1", 1, floats(TEXT, 0), null));
                poison("model", names.model(), "x/1", new byte[] {7, 7}, START)
                        .becomes(Reason.UNDECODABLE, "2 bytes long");
                behaviors(names.behavior(), encoder);
                items(names.item(), encoder);
                good = mixed(good);
                unprojectable(good, encoder, model);
            }
            scenario.send(good);
            if (withPoison) {
                abort(scenario, records);
            }
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> history(InputRecords records) {
        Random random = new Random(3);
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int n = 0; n < ACTS; n++) {
            // Few users act often: some are donors soon, some stay low-active.
            int user = (int) (12 * random.nextDouble() * random.nextDouble());
            int item = (int) (SmallWorld.ITEMS * random.nextDouble() * random.nextDouble());
            Behavior behavior = new Behavior("u" + user, "i" + item, "click", time(n), null);
            all.add(records.behavior(behavior, behavior.eventTime()));
            if (n % 10 == 0) {
                ItemFeatures version =
                        new ItemFeatures("i" + item, time(n), floats(TEXT, 500 + n), null);
                all.add(records.item(version, null, version.effectiveFrom()));
            }
        }
        return all;
    }

    /** What a producer took back was never there; each partition ends with its marker. */
    private static void abort(Scenario scenario, InputRecords records) {
        Properties transactional = scenario.topics().producer();
        transactional.setProperty("transactional.id", "poison");
        try (var producer = new KafkaProducer<byte[], byte[]>(transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int n = ACTS; n < ACTS + 20; n++) {
                Behavior behavior = new Behavior("u" + n % 12, "i1", "click", time(n), null);
                producer.send(records.behavior(behavior, behavior.eventTime()));
                ItemFeatures version =
                        new ItemFeatures("i" + n % 5, time(n), floats(TEXT, 700 + n), null);
                producer.send(records.item(version, null, version.effectiveFrom()));
            }
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static long time(int n) {
        return START + n * HOUR / 4;
    }

    /** Poison spread over the second half, by when every partition's progress is past START. */
    private List<ProducerRecord<byte[], byte[]>> mixed(List<ProducerRecord<byte[], byte[]>> good) {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(good);
        List<Poison> bad = new ArrayList<>(poisons.values());
        Collections.shuffle(bad, new Random(4));
        int step = good.size() / 2 / bad.size();
        for (int i = 0; i < bad.size(); i++) {
            all.add(good.size() / 2 + i * (step + 1), bad.get(i).record());
        }
        return all;
    }

    private void undecodable(String topic, byte[] valid) {
        String what = topic.substring(topic.indexOf('-') + 1);
        byte[] magic = valid.clone();
        magic[0] = 1;
        byte[] unknown = ByteBuffer.wrap(valid.clone()).putInt(1, 2_000_000_000).array();
        byte[] cut = Arrays.copyOf(valid, valid.length - 3);
        byte[] longer = Arrays.copyOf(valid, valid.length + 1);
        poison(what + " empty", topic, "k", new byte[0], START)
                .becomes(Reason.UNDECODABLE, "0 bytes long");
        poison(what + " short", topic, "k", new byte[] {0, 0, 1}, START)
                .becomes(Reason.UNDECODABLE, "3 bytes long");
        poison(what + " magic", topic, "k", magic, START)
                .becomes(Reason.UNDECODABLE, "beginning with byte 1");
        poison(what + " truncated", topic, "k", cut, START)
                .becomes(Reason.UNDECODABLE, cut.length + " bytes");
        poison(what + " longer", topic, "k", longer, START)
                .becomes(Reason.UNDECODABLE, longer.length + " bytes");
        poison(what + " schema", topic, "k", unknown, START)
                .becomes(Reason.UNKNOWN_SCHEMA, "2000000000");
        poison(what + " key not UTF-8", topic, null, null, START)
                .keyed(new byte[] {'a', (byte) 0xC3})
                .becomes(Reason.UNDECODABLE, "2 bytes is not UTF-8");
    }

    private void behaviors(String topic, Encoder encoder) {
        long now = time(ACTS);
        String tooLong = "x".repeat(1_025);
        poison("no user", topic, "u1", encoder.behavior("", "i1", "click", now, null), now)
                .becomes(Reason.MISSING_ID, "userId is empty");
        poison("no item", topic, "u1", encoder.behavior("u1", "", "click", now, null), now)
                .becomes(Reason.MISSING_ID, "itemId is empty");
        poison("nobody to erase", topic, null, null, now)
                .becomes(Reason.MISSING_ID, "neither a value nor a key");
        poison("long id", topic, "u1", encoder.behavior("u1", tooLong, "click", now, null), now)
                .becomes(Reason.ID_TOO_LONG, "1025 bytes");
        // Twice in its letter, which is then larger than Kafka's clients send unasked.
        poison("large", topic, "k".repeat(600_000), new byte[0], now)
                .becomes(Reason.UNDECODABLE, "0 bytes long");
        poison("user key", topic, "u2", encoder.behavior("u1", "i1", "click", now, null), now)
                .becomes(Reason.KEY_MISMATCH, "\"u2\" and its userId is \"u1\"");
        poison("NaN", topic, "u1", encoder.behavior("u1", "i1", "click", now, Float.NaN), now)
                .becomes(Reason.NOT_FINITE, "rating is NaN");
        poison("inf", topic, "u1", encoder.behavior("u1", "i1", "click", now, 1f / 0), now)
                .becomes(Reason.NOT_FINITE, "rating is Infinity");
        poison("action", topic, "u1", encoder.behavior("u1", "i1", "dance", now, null), now)
                .becomes(Reason.UNKNOWN_ACTION, "\"dance\"");
        poison("negative", topic, "u1", encoder.behavior("u1", "i1", "click", -5, null), now)
                .becomes(Reason.BAD_TIMESTAMP, "eventTime is -5");
        long ahead = START + HOUR + 1;
        poison("ahead", topic, "u1", encoder.behavior("u1", "i1", "click", ahead, null), START)
                .becomes(Reason.BAD_TIMESTAMP, "eventTime is " + ahead);
        poison("late", topic, "u1", encoder.behavior("u1", "i1", "click", START, null), START)
                .becomes(Reason.LATE, "event time is " + START);
    }

    private void items(String topic, Encoder encoder) {
        float[] text = floats(TEXT, 1);
        float[] image = floats(IMAGE, 2);
        float[] nan = floats(TEXT, 3);
        nan[4] = Float.NaN;
        float[] infinite = floats(IMAGE, 4);
        infinite[2] = Float.NEGATIVE_INFINITY;
        poison("no id", topic, "i1", encoder.item("", START, text, image), START)
                .becomes(Reason.MISSING_ID, "itemId is empty");
        poison("item key", topic, "i2", encoder.item("i1", START, text, image), START)
                .becomes(Reason.KEY_MISMATCH, "\"i2\" and its itemId is \"i1\"");
        poison("reserved", topic, "$heartbeat/0", null, START)
                .becomes(Reason.MISSING_ID, "$heartbeat/0");
        poison("text", topic, "i1", encoder.item("i1", START, floats(TEXT + 1, 1), null), START)
                .becomes(
                        Reason.WRONG_LENGTH,
                        "text vector has 7 values; the model's base expects 6");
        poison("image", topic, "i1", encoder.item("i1", START, text, new float[0]), START)
                .becomes(Reason.WRONG_LENGTH, "image vector has 0 values");
        poison("item NaN", topic, "i1", encoder.item("i1", START, nan, image), START)
                .becomes(Reason.NOT_FINITE, "text vector has NaN at position 4");
        poison("item inf", topic, "i1", encoder.item("i1", START, text, infinite), START)
                .becomes(Reason.NOT_FINITE, "image vector has -Infinity at position 2");
        poison("item negative", topic, "i1", encoder.item("i1", -9, text, image), START)
                .becomes(Reason.BAD_TIMESTAMP, "effectiveFrom is -9");
        long ahead = START + HOUR + 1;
        poison("item ahead", topic, "i1", encoder.item("i1", ahead, text, image), START)
                .becomes(Reason.BAD_TIMESTAMP, "effectiveFrom is " + ahead);
        long late = START - DAY;
        poison("item late", topic, "i0", encoder.item("i0", late, text, image), late)
                .becomes(Reason.LATE, "event time is " + late);
    }

    /** In time, or it would be LATE: right after the last version, of the same item and time. */
    private void unprojectable(
            List<ProducerRecord<byte[], byte[]>> all, Encoder encoder, AlignmentModel model) {
        int last = all.size() - 1;
        while (!isGoodItem(all.get(last))) {
            last--;
        }
        ProducerRecord<byte[], byte[]> version = all.get(last);
        String id = new String(version.key(), StandardCharsets.UTF_8);
        long now = version.timestamp();
        // Ahead of the good ones: what cannot be used must not move its partition's progress.
        byte[] value = encoder.item(id, now + 1_800_000, huge(model.base().text()), null);
        poison("huge", version.topic(), id, value, now)
                .becomes(
                        Reason.NOT_FINITE,
                        "text vector gives a base vector with the value Infinity");
        all.add(last + 1, poisons.get("huge").record());
    }

    private static boolean isGoodItem(ProducerRecord<byte[], byte[]> record) {
        return record.topic().endsWith("item-modality") && !record.headers().iterator().hasNext();
    }

    /** Finite values whose base vector is not. */
    private static float[] huge(ModalityBase base) {
        float[] values = new float[base.inputDimensions()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.copySign(Float.MAX_VALUE, base.projection()[i]);
        }
        return values;
    }

    /** A poisoned record in the making. */
    private record Making(PoisonIT test, String name, ProducerRecord<byte[], byte[]> record) {
        Making keyed(byte[] key) {
            return new Making(
                    test,
                    name,
                    new ProducerRecord<>(
                            record.topic(),
                            null,
                            record.timestamp(),
                            key,
                            record.value(),
                            record.headers()));
        }

        void becomes(Reason reason, String says) {
            Poison before = test.poisons.put(name, new Poison(reason, says, record));
            assertThat(before).as("two poisons named %s", name).isNull();
        }
    }

    private Making poison(String name, String topic, String key, byte[] value, long timestamp) {
        byte[] utf8 = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(topic, null, timestamp, utf8, value);
        record.headers()
                .add(MARK, name.getBytes(StandardCharsets.UTF_8))
                .add("empty", null)
                .add("trace", new byte[] {0, -1, 5});
        return new Making(this, name, record);
    }

    /** Values as a careless producer may write them: not checked by anything. */
    private static final class Encoder {
        private final AvroFormat<UserBehavior> behaviors;
        private final AvroFormat<ItemModality> items;

        Encoder(TopicNames names, SchemaRegistry registry) throws Exception {
            behaviors = AvroFormat.of(UserBehavior.class, registry, names.behavior());
            items = AvroFormat.of(ItemModality.class, registry, names.item());
        }

        byte[] behavior(String user, String item, String action, long time, Float rating) {
            return behaviors.encode(new UserBehavior(user, item, action, time, rating));
        }

        byte[] item(String id, long time, float[] text, float[] image) {
            return items.encode(new ItemModality(id, time, list(text), list(image), null, false));
        }

        private static List<Float> list(float[] values) {
            if (values == null) {
                return null;
            }
            List<Float> list = new ArrayList<>();
            for (float value : values) {
                list.add(value);
            }
            return list;
        }
    }

    /**
     * If a poisoned record had a say, one bad producer would spoil what all the others are served.
     */
    @Test
    void theOutputsAreThoseOfARunWithoutThePoison() throws Exception {
        List<Scenario.Output> expected = clean.outputs();
        assertThat(poisoned.outputs()).isEqualTo(expected);
        assertThat(expected).as("one for each user and time").hasSize(ACTS);
        assertThat(clean.sequences())
                .filteredOn(sequence -> sequence.getStatus() == AugmentationStatus.AUGMENTED)
                .as("outputs that retrieval has a part in")
                .hasSizeGreaterThan(5);
        assertThat(clean.deadLetters()).isEmpty();
        MarsCommand diff =
                MarsCommand.run(
                        poisoned.configuration(),
                        "diff",
                        clean.topics().names().output(),
                        poisoned.topics().names().output());
        assertThat(diff.exit()).as(diff.said()).isZero();
    }

    /** Nothing missing, nothing twice, and no good record among them. */
    @Test
    void everyPoisonedRecordIsOneDeadLetterWithAllOfIt() throws Exception {
        Map<String, RawRecord> sent = new HashMap<>();
        TopicNames names = poisoned.topics().names();
        for (String topic : List.of(names.behavior(), names.item(), names.model())) {
            for (RawRecord record : poisoned.records(topic)) {
                String name = mark(record.headers());
                if (name != null) {
                    sent.put(name, record);
                }
            }
        }
        assertThat(sent.keySet()).isEqualTo(poisons.keySet());
        TreeSet<String> found = new TreeSet<>();
        for (DeadLetter letter : poisoned.deadLetters()) {
            RawRecord record = record(letter);
            String name = mark(record.headers());
            assertThat(found.add(String.valueOf(name))).as("second letter for %s", name).isTrue();
            assertThat(record).as("letter for %s", name).isEqualTo(sent.get(name));
        }
        assertThat(found).isEqualTo(new TreeSet<>(poisons.keySet()));
    }

    @Test
    void everyDeadLetterSaysWhyAndWithWhatValue() throws Exception {
        for (DeadLetter letter : poisoned.deadLetters()) {
            String name = mark(record(letter).headers());
            Poison poison = poisons.get(name);
            assertThat(letter.getReason()).as(name).isEqualTo(poison.reason().name());
            assertThat(letter.getMessage()).as(name).contains(poison.says());
        }
    }

    /** A letter stands on its topic under its record's key and time, so that it can be found. */
    @Test
    void aDeadLetterHasItsRecordsKeyAndTimestamp() throws Exception {
        List<RawRecord> records = poisoned.records(poisoned.topics().names().deadLetter());
        List<DeadLetter> letters = poisoned.deadLetters();
        assertThat(records).hasSameSizeAs(letters);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).key()).isEqualTo(bytes(letters.get(i).getKey()));
            assertThat(records.get(i).timestamp()).isEqualTo(letters.get(i).getTimestamp());
        }
    }

    private static String mark(List<RawHeader> headers) {
        return headers.stream()
                .filter(header -> header.key().equals(MARK))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse(null);
    }

    /** The record that a letter holds. */
    private static RawRecord record(DeadLetter letter) {
        List<RawHeader> headers =
                letter.getHeaders().stream()
                        .map(header -> new RawHeader(header.getKey(), bytes(header.getValue())))
                        .toList();
        return new RawRecord(
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                letter.getTimestamp(),
                bytes(letter.getKey()),
                bytes(letter.getValue()),
                headers);
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
