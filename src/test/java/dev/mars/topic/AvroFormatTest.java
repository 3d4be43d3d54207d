// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.avro.AugmentationStatus;
import dev.mars.topic.avro.AugmentedItem;
import dev.mars.topic.avro.AugmentedSequence;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.OwnEvent;
import dev.mars.topic.avro.Tier;
import dev.mars.topic.avro.UserBehavior;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroFormatTest {
    private static final UserBehavior BEHAVIOR = new UserBehavior("u", "i", "click", 7L, 4.5f);

    /** Anybody's Confluent deserializer must find the header where it looks for it. */
    @Test
    void writesConfluentsWireFormat() {
        byte[] bytes =
                new AvroFormat<>(UserBehavior.class, Fixtures.SCHEMAS, 0x01020304)
                        .encode(new UserBehavior("u", "i", "c", 1L, null));
        assertThat(bytes).containsExactly(0, 1, 2, 3, 4, 2, 'u', 2, 'i', 2, 'c', 2, 0);
    }

    @Test
    void readsWhatItWrote() throws Exception {
        AvroFormat<UserBehavior> format = Fixtures.behaviors();
        assertThat(format.decode(format.encode(BEHAVIOR))).isEqualTo(BEHAVIOR);
    }

    /** A record that could not be written must not stand in the next one's bytes. */
    @Test
    void writesTheNextOneAfterOneThatItCouldNotWrite() {
        AvroFormat<UserBehavior> format = Fixtures.behaviors();
        byte[] expected = format.encode(BEHAVIOR);
        UserBehavior incomplete = new UserBehavior("u", "i", null, 7L, null);
        assertThatThrownBy(() -> format.encode(incomplete)).isInstanceOf(RuntimeException.class);
        assertThat(format.encode(BEHAVIOR)).isEqualTo(expected);
    }

    /** Enums, nested records and default arrays take another path through Avro than items do. */
    @Test
    void readsTheOutputThatItWrote() throws Exception {
        AugmentedSequence sequence =
                AugmentedSequence.newBuilder()
                        .setUserId("u")
                        .setAsOf(5)
                        .setTier(Tier.LOW)
                        .setActivity(1.5)
                        .setOwn(List.of(new OwnEvent("i", 4L, "click", -1L)))
                        .setAugmented(List.of(new AugmentedItem("j", 0.5, 3, 9L)))
                        .setStatus(AugmentationStatus.AUGMENTED)
                        .setModelVersion(1)
                        .setIndexEpoch(0)
                        .build();
        SchemaSource schemas = Fixtures.schemas(Map.of(9, AugmentedSequence.getClassSchema()));
        AvroFormat<AugmentedSequence> format =
                new AvroFormat<>(AugmentedSequence.class, schemas, 9);
        assertThat(format.decode(format.encode(sequence))).isEqualTo(sequence);
    }

    /**
     * BACKWARD: a producer that does not know of ratings yet, and one that knows more than we do.
     */
    @Test
    void resolvesOlderAndNewerWriters() throws Exception {
        Schema older =
                schema(
                        "UserBehavior",
                        "{'name':'userId','type':'string'},{'name':'itemId','type':'string'},"
                                + "{'name':'action','type':'string'},"
                                + "{'name':'eventTime','type':'long'}");
        Schema newer =
                schema(
                        "UserBehavior",
                        "{'name':'device','type':{'type':'map','values':'string'}},"
                                + "{'name':'action','type':'string'},"
                                + "{'name':'userId','type':'string'},"
                                + "{'name':'itemId','type':'string'},"
                                + "{'name':'eventTime','type':'int'},"
                                + "{'name':'rating','type':'float'}");
        AvroFormat<UserBehavior> format =
                AvroFormat.reader(UserBehavior.class, Fixtures.schemas(Map.of(1, older, 2, newer)));
        var builder = new GenericRecordBuilder(older);
        builder.set("userId", "u").set("itemId", "i").set("action", "click").set("eventTime", 7L);
        assertThat(format.decode(Fixtures.wire(1, avro(older, builder.build()))))
                .isEqualTo(new UserBehavior("u", "i", "click", 7L, null));
        builder = new GenericRecordBuilder(newer);
        builder.set("userId", "u").set("itemId", "i").set("action", "click").set("eventTime", 7);
        builder.set("rating", 4.5f).set("device", Map.of("os", "x"));
        assertThat(format.decode(Fixtures.wire(2, avro(newer, builder.build()))))
                .isEqualTo(BEHAVIOR);
    }

    /** Avro 1.12.2 itself takes four bytes an element for granted here, and refuses valid data. */
    @Test
    void resolvesVectorsOfOtherNumbers() throws Exception {
        Schema writer =
                schema(
                        "ItemModality",
                        "{'name':'itemId','type':'string'},{'name':'effectiveFrom','type':'long'},"
                                + "{'name':'text','type':{'type':'array','items':'int'}}");
        var builder = new GenericRecordBuilder(writer);
        List<Integer> ints = List.of(1, -2, 3, 4, 5, 6, 7, 8);
        builder.set("itemId", "i").set("effectiveFrom", 1L);
        builder.set("text", new GenericData.Array<>(writer.getField("text").schema(), ints));
        ItemModality read =
                AvroFormat.reader(ItemModality.class, Fixtures.schemas(Map.of(1, writer)))
                        .decode(Fixtures.wire(1, avro(writer, builder.build())));
        assertThat(Floats.of(read.getText())).containsExactly(1, -2, 3, 4, 5, 6, 7, 8);
        assertThat(read.getImage()).isNull();
    }

    /** Other languages' writers split arrays into blocks, with a byte count or without. */
    @Test
    void readsVectorsInBlocks() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeString("i");
        encoder.writeLong(1);
        encoder.writeIndex(1);
        encoder.writeLong(2);
        encoder.writeFloat(1);
        encoder.writeFloat(2);
        encoder.writeLong(-1);
        encoder.writeLong(4);
        encoder.writeFloat(3);
        encoder.writeLong(0);
        encoder.writeIndex(0);
        encoder.writeIndex(0);
        encoder.writeBoolean(false);
        encoder.flush();
        ItemModality read = Fixtures.items().decode(Fixtures.wire(2, out.toByteArray()));
        assertThat(Floats.of(read.getText())).containsExactly(1, 2, 3);
    }

    /**
     * A vector longer than the first storage, by our own schema and by one that must be resolved:
     * neither path may lose or change a bit.
     */
    @Test
    void readsLongVectorsByEitherPath() throws Exception {
        float[] vector = new float[10_000];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.intBitsToFloat(i * 0x9E3779B1 & 0xBFFFFFFF);
        }
        Schema contract = new Schema.Parser().parse(Path.of("schemas/ItemModality.avsc").toFile());
        Schema older =
                schema(
                        "ItemModality",
                        "{'name':'itemId','type':'string'},{'name':'effectiveFrom','type':'long'},"
                                + "{'name':'text','type':['null',{'type':'array','items':'float'}]},"
                                + "{'name':'image','type':['null',{'type':'array','items':'float'}]},"
                                + "{'name':'title','type':['null','string']}");
        ItemModality item = new ItemModality("i", 1L, Floats.list(vector), null, "t", false);
        SchemaSource schemas =
                Fixtures.schemas(Map.of(1, ItemModality.getClassSchema(), 2, contract, 3, older));
        byte[] bytes = new AvroFormat<>(ItemModality.class, schemas, 1).encode(item);
        AvroFormat<ItemModality> format = AvroFormat.reader(ItemModality.class, schemas);
        for (int id = 1; id <= 3; id++) {
            bytes[4] = (byte) id;
            // The older schema ends before the last byte, the heartbeat.
            byte[] whole = id < 3 ? bytes : Arrays.copyOf(bytes, bytes.length - 1);
            ItemModality read = format.decode(whole);
            assertThat(Floats.of(read.getText())).isEqualTo(vector);
            assertThat(read).isEqualTo(item);
        }
        assertThat(new GeneratedClasses(ItemModality.class).isOwn(contract)).isTrue();
        assertThat(new GeneratedClasses(ItemModality.class).isOwn(older)).isFalse();
    }

    /** Equal lists of any kind give equal bytes, or a replay with another loader would differ. */
    @Test
    void writesAnyListAsItWritesItsOwn() {
        ItemModality boxed = new ItemModality("i", 1L, List.of(1f, 2f), null, null, false);
        ItemModality ours =
                new ItemModality("i", 1L, Floats.list(new float[] {1, 2}), null, null, false);
        assertThat(Fixtures.items().encode(ours)).isEqualTo(Fixtures.items().encode(boxed));
    }

    /** Under Flink, neither Avro's loader nor the thread's need see the generated classes. */
    @Test
    void findsItsClassesWithoutTheThreadsLoader() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            AvroFormat<UserBehavior> format = Fixtures.behaviors();
            assertThat(format.decode(format.encode(BEHAVIOR)))
                    .isExactlyInstanceOf(UserBehavior.class);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aReaderDoesNotWrite() {
        assertThatThrownBy(
                        () ->
                                AvroFormat.reader(UserBehavior.class, Fixtures.SCHEMAS)
                                        .encode(BEHAVIOR))
                .isInstanceOf(IllegalStateException.class);
    }

    static Schema schema(String name, String fields) {
        return new Schema.Parser()
                .parse(
                        ("{'type':'record','name':'%s','namespace':'dev.mars.topic.avro',"
                                        + "'fields':[%s]}")
                                .formatted(name, fields)
                                .replace('\'', '"'));
    }

    static byte[] avro(Schema schema, Object datum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
