// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.alignment.Base;
import dev.mars.stream.wire.Types;
import dev.mars.topic.Behavior;
import dev.mars.topic.BehaviorReader;
import dev.mars.topic.BehaviorRules;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.ItemReader;
import dev.mars.topic.ItemRules;
import dev.mars.topic.RawRecord;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import dev.mars.topic.TopicSettings;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads every record of a topic as an {@link Inbound}: exactly one for each, so that nothing is
 * lost between Kafka and the gate. Only an unreachable registry fails it.
 */
final class InboundDeserializer<T> implements KafkaRecordDeserializationSchema<Inbound<T>> {
    private static final long serialVersionUID = 1L;

    /** A reader of one kind of record. */
    interface Reader<T> {
        Inbound<T> read(RawRecord raw) throws IOException;
    }

    /** Makes a reader where the source runs. */
    interface Readers<T> extends Serializable {
        Reader<T> open();
    }

    private final Readers<T> readers;
    private final TypeInformation<Inbound<T>> type;
    private transient Reader<T> reader;

    private InboundDeserializer(Readers<T> readers, TypeInformation<Inbound<T>> type) {
        this.readers = readers;
        this.type = type;
    }

    static InboundDeserializer<Behavior> behaviors(TopicSettings topics, BehaviorRules rules) {
        return new InboundDeserializer<>(
                () -> new BehaviorReader(topics.registry(), rules)::read, Types.INBOUND_BEHAVIOR);
    }

    /**
     * @param base that items must be projectable to, or null if there is none, or a later stage
     *     looks
     */
    static InboundDeserializer<ItemFeatures> items(
            TopicSettings topics, ItemRules rules, Base base) {
        return new InboundDeserializer<>(
                () -> {
                    ItemReader reader = new ItemReader(topics.registry(), rules);
                    return raw -> projectable(reader.read(raw), base);
                },
                Types.INBOUND_ITEM);
    }

    /**
     * Finite values can still be too large to project. Found out only behind the source, such a
     * record would have moved its partition's progress already.
     */
    static Inbound<ItemFeatures> projectable(Inbound<ItemFeatures> inbound, Base base) {
        if (base != null && inbound.kind() == Inbound.Kind.VALUE) {
            try {
                base.project(inbound.value().text(), inbound.value().image());
            } catch (IllegalArgumentException e) {
                return Inbound.rejected(
                        inbound.raw(), new Rejection(Reason.NOT_FINITE, e.getMessage()));
            }
        }
        return inbound;
    }

    @Override
    public void open(InitializationContext context) {
        reader = readers.open();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound<T>> out)
            throws IOException {
        out.collect(reader.read(RawRecord.of(record)));
    }

    @Override
    public TypeInformation<Inbound<T>> getProducedType() {
        return type;
    }
}
