// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import dev.mars.topic.avro.ItemModality;
import dev.mars.topic.avro.UserBehavior;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** One poisoned record must neither stop the job nor go missing, whatever its bytes are. */
class HostileBytesTest {
    private static final byte[] GOOD =
            Fixtures.behaviors().encode(new UserBehavior("u", "i", "click", Fixtures.NOW, 3f));
    private static final byte[] GOOD_ITEM =
            Fixtures.items()
                    .encode(
                            new ItemModality(
                                    "i",
                                    Fixtures.NOW,
                                    List.of(1f, 2f, 3f),
                                    List.of(1f, 2f),
                                    "a title",
                                    false));

    private final BehaviorReader behaviors = Fixtures.behaviorReader();
    private final ItemReader items = Fixtures.itemReader();

    @Property
    void anyBytesGiveAnAnswer(@ForAll byte[] key, @ForAll byte[] value) throws Exception {
        check(Fixtures.raw(key, value));
    }

    @Property
    void anyBytesBehindAGoodHeaderGiveAnAnswer(@ForAll("bodies") byte[] value) throws Exception {
        check(Fixtures.raw((byte[]) null, value));
    }

    @Property
    void aGoodRecordWithADamagedByteGivesAnAnswer(
            @ForAll("damaged") byte[] behavior, @ForAll("damagedItems") byte[] item)
            throws Exception {
        check(Fixtures.raw("u", behavior));
        check(Fixtures.raw("i", item));
    }

    @Property
    void noCutOfAGoodRecordIsAGoodRecord(@ForAll("lengths") int length) throws Exception {
        byte[] cut = Arrays.copyOf(GOOD_ITEM, Math.min(length, GOOD_ITEM.length - 1));
        assertThat(items.read(Fixtures.raw("i", cut)).rejection().reason())
                .isEqualTo(Reason.UNDECODABLE);
    }

    /** The number of elements is a claim; memory must follow what is there. */
    @Example
    void anAbsurdArrayLengthIsUndecodable() throws Exception {
        for (long length : new long[] {1L << 20, Integer.MAX_VALUE - 9, 1L << 31, 1L << 62}) {
            for (boolean sized : new boolean[] {false, true}) {
                byte[] body = item(length, sized);
                assertUndecodable(Fixtures.wire(Fixtures.ITEM_ID, body));
            }
        }
        assertUndecodable(Fixtures.wire(Fixtures.ITEM_ID, item(Long.MIN_VALUE, false)));
    }

    /** Each block costs its sender six bytes: one record would hold the source for minutes. */
    @Example
    void aVectorInBlocksOfOneCostsWhatItsBytesDo() throws Exception {
        int blocks = 400_000;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeString("i");
        encoder.writeLong(Fixtures.NOW);
        encoder.writeIndex(1);
        for (int i = 0; i < blocks; i++) {
            encoder.writeLong(1);
            encoder.writeFloat(i);
        }
        byte[] record = Fixtures.wire(Fixtures.ITEM_ID, out.toByteArray());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertUndecodable(record);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100L * (1 << 20));
    }

    @Example
    void anAbsurdStringLengthIsUndecodable() throws Exception {
        for (long length : new long[] {1000, Integer.MAX_VALUE - 9, 1L << 31, -1, 1L << 62}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            encoder.writeLong(length);
            encoder.writeFixed(new byte[10]);
            assertUndecodable(Fixtures.wire(Fixtures.ITEM_ID, out.toByteArray()));
        }
    }

    @Example
    void bytesLeftOverAreUndecodable() throws Exception {
        assertUndecodable(Arrays.copyOf(GOOD_ITEM, GOOD_ITEM.length + 1));
    }

    /** With replacement characters, many broken ids would become one user. */
    @Example
    void aStringThatIsNotUtf8IsUndecodable() throws Exception {
        byte[] broken = GOOD.clone();
        broken[6] = (byte) 0xFF;
        assertThat(behaviors.read(Fixtures.raw((byte[]) null, broken)).rejection().reason())
                .isEqualTo(Reason.UNDECODABLE);
    }

    /** A registered schema may nest without end, and each level costs the sender one byte. */
    @Example
    void endlessNestingIsUndecodable() throws Exception {
        Schema writer =
                AvroFormatTest.schema(
                        "UserBehavior",
                        "{'name':'nest','type':{'type':'record','name':'Nest','fields':"
                                + "[{'name':'next','type':['null','Nest']}]}},"
                                + "{'name':'userId','type':'string'},"
                                + "{'name':'itemId','type':'string'},"
                                + "{'name':'action','type':'string'},"
                                + "{'name':'eventTime','type':'long'}");
        byte[] body = new byte[1_000_000];
        Arrays.fill(body, (byte) 2);
        BehaviorReader reader =
                new BehaviorReader(Fixtures.schemas(Map.of(1, writer)), Fixtures.BEHAVIOR_RULES);
        assertThat(reader.read(Fixtures.raw("u", Fixtures.wire(1, body))).rejection().reason())
                .isEqualTo(Reason.UNDECODABLE);
    }

    /** Elements of no bytes at all can be claimed by the billion; walking them takes minutes. */
    @Example
    void aBillionNothingsAreUndecodable() throws Exception {
        Schema writer =
                AvroFormatTest.schema(
                        "UserBehavior",
                        "{'name':'nothings','type':{'type':'array','items':'null'}},"
                                + "{'name':'userId','type':'string'},"
                                + "{'name':'itemId','type':'string'},"
                                + "{'name':'action','type':'string'},"
                                + "{'name':'eventTime','type':'long'}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EncoderFactory.get().directBinaryEncoder(out, null).writeLong(1_000_000_000L);
        BehaviorReader reader =
                new BehaviorReader(Fixtures.schemas(Map.of(1, writer)), Fixtures.BEHAVIOR_RULES);
        assertThat(
                        reader.read(Fixtures.raw("u", Fixtures.wire(1, out.toByteArray())))
                                .rejection()
                                .reason())
                .isEqualTo(Reason.UNDECODABLE);
    }

    /** Readers keep decoders; a failure must not leave one in the middle of a record. */
    @Example
    void aGoodRecordAfterABadOneIsRead() throws Exception {
        for (int length = 0; length < GOOD_ITEM.length; length++) {
            items.read(Fixtures.raw("i", Arrays.copyOf(GOOD_ITEM, length)));
            Inbound<ItemFeatures> read = items.read(Fixtures.raw("i", GOOD_ITEM));
            assertThat(read.value().image()).containsExactly(1, 2);
        }
    }

    /** A schema of something else is no reason to stop; it names itself in the message. */
    @Example
    void anotherTopicsSchemaIsUndecodable() throws Exception {
        Inbound<Behavior> read = behaviors.read(Fixtures.raw("i", GOOD_ITEM));
        assertThat(read.rejection().reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(read.rejection().message()).contains("UserBehavior", "schema id 2");
    }

    private void assertUndecodable(byte[] value) throws Exception {
        Inbound<ItemFeatures> read = items.read(Fixtures.raw((byte[]) null, value));
        assertThat(read.rejection().reason()).isEqualTo(Reason.UNDECODABLE);
    }

    private void check(RawRecord raw) throws Exception {
        check(raw, behaviors.read(raw));
        check(raw, items.read(raw));
        assertThatCode(() -> behaviors.read(Fixtures.raw("u", GOOD))).doesNotThrowAnyException();
    }

    private static void check(RawRecord raw, Inbound<?> read) {
        assertThat(read.raw()).isSameAs(raw);
        assertThat(read.value() != null).isEqualTo(read.kind() == Inbound.Kind.VALUE);
        assertThat(read.rejection() != null).isEqualTo(read.kind() == Inbound.Kind.REJECTED);
        if (read.rejection() != null) {
            assertThat(read.rejection().message()).isNotBlank().hasSizeLessThan(1000);
        }
    }

    /** An item whose text claims the given length and has three elements. */
    private static byte[] item(long length, boolean sized) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeString("i");
        encoder.writeLong(1);
        encoder.writeIndex(1);
        encoder.writeLong(sized ? -length : length);
        if (sized) {
            encoder.writeLong(12);
        }
        encoder.writeFixed(new byte[12]);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(200))
                .as(Fixtures::wire);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return damaged(GOOD);
    }

    @Provide
    Arbitrary<byte[]> damagedItems() {
        return damaged(GOOD_ITEM);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, GOOD_ITEM.length - 1);
    }

    private static Arbitrary<byte[]> damaged(byte[] good) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, good.length - 1), Arbitraries.bytes())
                .as(
                        (at, with) -> {
                            byte[] bytes = good.clone();
                            bytes[at] = with;
                            return bytes;
                        });
    }
}
