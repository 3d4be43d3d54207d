// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static dev.mars.topic.Fixtures.HOUR;
import static dev.mars.topic.Fixtures.NOW;
import static dev.mars.topic.Fixtures.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.topic.avro.ItemModality;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ItemReaderTest {
    private static final float[] TEXT = {1, 2, 3};
    private static final float[] IMAGE = {4, 5};

    private final ItemReader reader = Fixtures.itemReader();

    @Property
    void aValidItemComesThroughAsItIs(
            @ForAll @Size(3) float[] text,
            @ForAll @Size(2) float[] image,
            @ForAll boolean hasText,
            @ForAll boolean hasImage)
            throws Exception {
        ItemFeatures item =
                new ItemFeatures("i", NOW, hasText ? text : null, hasImage ? image : null);
        Inbound<ItemFeatures> read = read("i", item);
        assertThat(read.kind()).isEqualTo(Inbound.Kind.VALUE);
        assertThat(read.value()).isEqualTo(item);
        assertThat(read.id()).isEqualTo("i");
        assertThat(read.time()).isEqualTo(NOW);
    }

    @Example
    void eachFaultHasItsReasonAndNamesTheValue() throws Exception {
        rejected("i", new ItemFeatures("", NOW, TEXT, IMAGE), Reason.MISSING_ID, "itemId");
        rejected("j", new ItemFeatures("i", NOW, TEXT, IMAGE), Reason.KEY_MISMATCH, "\"j\"");
        rejected("i", new ItemFeatures("i", -5, TEXT, IMAGE), Reason.BAD_TIMESTAMP, "-5");
        rejected(
                "i",
                new ItemFeatures("i", NOW + HOUR + 1, TEXT, IMAGE),
                Reason.BAD_TIMESTAMP,
                "max-ahead");
        rejected("i", new ItemFeatures("i", NOW, IMAGE, IMAGE), Reason.WRONG_LENGTH, "text");
        rejected("i", new ItemFeatures("i", NOW, TEXT, TEXT), Reason.WRONG_LENGTH, "image");
        rejected("i", new ItemFeatures("i", NOW, new float[0], IMAGE), Reason.WRONG_LENGTH, "0");
        rejected(
                "i",
                new ItemFeatures("i", NOW, new float[] {1, Float.NaN, 3}, IMAGE),
                Reason.NOT_FINITE,
                "position 1");
        rejected(
                "i",
                new ItemFeatures("i", NOW, TEXT, new float[] {1, Float.POSITIVE_INFINITY}),
                Reason.NOT_FINITE,
                "image");
    }

    /** Such an id would be compacted together with a heartbeat. */
    @Example
    void anIdThatIsAHeartbeatsKeyIsRejected() throws Exception {
        String id = "$heartbeat/0";
        rejected(id, new ItemFeatures(id, NOW, TEXT, IMAGE), Reason.MISSING_ID, id);
        assertThat(reader.read(raw(id, null)).rejection().reason()).isEqualTo(Reason.MISSING_ID);
    }

    /** Where the base lacks a modality nobody knows how long its vectors should be. */
    @Example
    void aModalityThatTheBaseLacksMayHaveAnyLength() throws Exception {
        ItemReader textOnly = new ItemReader(Fixtures.SCHEMAS, new ItemRules(3, 0, HOUR));
        RawRecord raw = raw("i", bytes(new ItemFeatures("i", NOW, TEXT, new float[77])));
        assertThat(textOnly.read(raw).kind()).isEqualTo(Inbound.Kind.VALUE);
    }

    @Example
    void aNullValueRetiresAtItsKafkaTimestamp() throws Exception {
        Inbound<ItemFeatures> read = reader.read(raw("i", null));
        assertThat(read.kind()).isEqualTo(Inbound.Kind.TOMBSTONE);
        assertThat(read.id()).isEqualTo("i");
        assertThat(read.time()).isEqualTo(NOW);
    }

    @Example
    void heartbeatsPassTheirReaders() throws Exception {
        Heartbeat heartbeat = new Heartbeat(Fixtures.behaviors(), Fixtures.items());
        var item = heartbeat.item("items", 2, NOW);
        assertThat(item.key()).asString().isEqualTo("$heartbeat/2");
        assertThat(item.timestamp()).isEqualTo(NOW);
        Inbound<ItemFeatures> read = reader.read(raw(item.key(), item.value()));
        assertThat(read.kind()).isEqualTo(Inbound.Kind.HEARTBEAT);
        assertThat(read.time()).isEqualTo(NOW);
        var behavior = heartbeat.behavior("behaviors", 1, NOW);
        assertThat(behavior.partition()).isEqualTo(1);
        assertThat(Fixtures.behaviorReader().read(raw(behavior.key(), behavior.value())).kind())
                .isEqualTo(Inbound.Kind.HEARTBEAT);
    }

    private void rejected(String key, ItemFeatures item, Reason reason, String shown)
            throws Exception {
        Inbound<ItemFeatures> read = read(key, item);
        assertThat(read.kind()).isEqualTo(Inbound.Kind.REJECTED);
        assertThat(read.rejection().reason()).isEqualTo(reason);
        assertThat(read.rejection().message()).contains(shown);
    }

    private Inbound<ItemFeatures> read(String key, ItemFeatures item) throws Exception {
        return reader.read(raw(key, bytes(item)));
    }

    private static byte[] bytes(ItemFeatures item) {
        return Fixtures.items()
                .encode(
                        new ItemModality(
                                item.itemId(),
                                item.effectiveFrom(),
                                Floats.list(item.text()),
                                Floats.list(item.image()),
                                "a title",
                                false));
    }
}
