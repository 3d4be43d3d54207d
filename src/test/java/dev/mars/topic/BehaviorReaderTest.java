// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.HOUR;
import static dev.mars.topic.Fixtures.NOW;
import static dev.mars.topic.Fixtures.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mars.topic.avro.UserBehavior;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;

class BehaviorReaderTest {
    private final BehaviorReader reader = Fixtures.behaviorReader();

    @Property
    void aValidBehaviorComesThroughAsItIs(
            @ForAll @NotEmpty @StringLength(max = 300) String user,
            @ForAll @NotEmpty @StringLength(max = 300) String item,
            @ForAll @LongRange(max = NOW + HOUR) long time,
            @ForAll float rating,
            @ForAll boolean rated)
            throws Exception {
        Behavior behavior = new Behavior(user, item, "click", time, rated ? rating : null);
        Inbound<Behavior> read = reader.read(raw(user, bytes(behavior)));
        assertThat(read.kind()).as("%s", read.rejection()).isEqualTo(Inbound.Kind.VALUE);
        assertThat(read.value()).isEqualTo(behavior);
        assertThat(read.id()).isEqualTo(user);
        assertThat(read.time()).isEqualTo(time);
    }

    /** A producer need not set a key; another partitioning is then its own business. */
    @Example
    void aRecordWithoutAKeyIsValid() throws Exception {
        Inbound<Behavior> read =
                reader.read(raw((byte[]) null, bytes(new Behavior("u", "i", "click", NOW, null))));
        assertThat(read.id()).isEqualTo("u");
    }

    @Example
    void aNullValueErasesAtItsKafkaTimestamp() throws Exception {
        Inbound<Behavior> read = reader.read(raw("u", null));
        assertThat(read.kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(read.id()).isEqualTo("u");
        assertThat(read.time()).isEqualTo(NOW);
    }

    @Example
    void aHeartbeatNeedsNoIds() throws Exception {
        Inbound<Behavior> read =
                reader.read(raw((byte[]) null, bytes(new Behavior("", "", "HEARTBEAT", 7, null))));
        assertThat(read.kind()).isEqualTo(Inbound.Kind.HEARTBEAT);
        assertThat(read.time()).isEqualTo(7);
    }

    @Example
    void eachFaultHasItsReasonAndNamesTheValue() throws Exception {
        rejected("u", new Behavior("", "i", "click", NOW, null), Reason.MISSING_ID, "userId");
        rejected("u", new Behavior("u", "", "click", NOW, null), Reason.MISSING_ID, "itemId");
        rejected("v", new Behavior("u", "i", "click", NOW, null), Reason.KEY_MISMATCH, "\"v\"");
        rejected("", new Behavior("u", "i", "click", NOW, null), Reason.KEY_MISMATCH, "\"\"");
        rejected("u", new Behavior("u", "i", "spit", NOW, null), Reason.UNKNOWN_ACTION, "spit");
        rejected("u", new Behavior("u", "i", "click", -1, null), Reason.BAD_TIMESTAMP, "-1");
        rejected(
                "u",
                new Behavior("u", "i", "click", NOW + HOUR + 1, null),
                Reason.BAD_TIMESTAMP,
                String.valueOf(NOW + HOUR + 1));
        rejected(
                "u",
                new Behavior("u", "i", "click", Long.MAX_VALUE, null),
                Reason.BAD_TIMESTAMP,
                "max-ahead");
        rejected("u", new Behavior("u", "i", "click", NOW, Float.NaN), Reason.NOT_FINITE, "NaN");
        rejected(
                "u",
                new Behavior("u", "i", "click", NOW, Float.NEGATIVE_INFINITY),
                Reason.NOT_FINITE,
                "-Infinity");
        String id = "é".repeat(513);
        rejected(id, new Behavior(id, "i", "click", NOW, null), Reason.ID_TOO_LONG, "1026");
        rejected("u", new Behavior("u", id, "click", NOW, null), Reason.ID_TOO_LONG, "itemId");
    }

    /** A heartbeat from the far future would make all that follows LATE. */
    @Example
    void aHeartbeatsTimeIsJudgedToo() throws Exception {
        rejected(
                null,
                new Behavior("", "", "HEARTBEAT", NOW + HOUR + 1, null),
                Reason.BAD_TIMESTAMP,
                "max-ahead");
    }

    @Example
    void aNullValueNeedsAKeyThatIsAnId() throws Exception {
        assertThat(reader.read(raw((byte[]) null, null)).rejection().reason())
                .isEqualTo(Reason.MISSING_ID);
        assertThat(reader.read(raw("", null)).rejection().reason()).isEqualTo(Reason.MISSING_ID);
        assertThat(reader.read(raw(new byte[] {-1}, null)).rejection().reason())
                .isEqualTo(Reason.UNDECODABLE);
    }

    /** Without a timestamp there is nothing to measure by, and -1 must not overflow into "fine". */
    @Example
    void aRecordWithoutAKafkaTimestampIsRejected() throws Exception {
        for (long time : new long[] {0, NOW, Long.MAX_VALUE}) {
            byte[] value = bytes(new Behavior("u", "i", "click", time, null));
            RawRecord raw = new RawRecord("t", 0, 0, -1, null, value, List.of());
            assertThat(reader.read(raw).rejection().reason()).isEqualTo(Reason.BAD_TIMESTAMP);
        }
        RawRecord tombstone = new RawRecord("t", 0, 0, -1, Fixtures.utf8("u"), null, List.of());
        assertThat(reader.read(tombstone).rejection().reason()).isEqualTo(Reason.BAD_TIMESTAMP);
    }

    @Example
    void anUnknownSchemaIsRejected() throws Exception {
        assertThat(reader.read(raw("u", Fixtures.wire(99, new byte[9]))).rejection().reason())
                .isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    /** Else an outage of the registry would turn the whole topic into dead letters. */
    @Example
    void anUnreachableRegistryIsNotTheRecordsFault() {
        BehaviorReader cutOff =
                new BehaviorReader(
                        id -> {
                            throw new RegistryUnavailableException("down", null);
                        },
                        Fixtures.BEHAVIOR_RULES);
        assertThatThrownBy(() -> cutOff.read(raw("u", Fixtures.wire(1, new byte[9]))))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private void rejected(String key, Behavior behavior, Reason reason, String shown)
            throws Exception {
        Inbound<Behavior> read = reader.read(raw(key, bytes(behavior)));
        assertThat(read.kind()).isEqualTo(Inbound.Kind.REJECTED);
        assertThat(read.rejection().reason()).isEqualTo(reason);
        assertThat(read.rejection().message()).contains(shown);
        assertThat(read.value()).isNull();
    }

    private static byte[] bytes(Behavior behavior) {
        return Fixtures.behaviors()
                .encode(
                        new UserBehavior(
                                behavior.userId(),
                                behavior.itemId(),
                                behavior.action(),
                                behavior.eventTime(),
                                behavior.rating()));
    }
}
