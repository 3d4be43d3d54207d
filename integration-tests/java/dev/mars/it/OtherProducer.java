// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.it;

import dev.mars.topic.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer of a topic whose schema is an older or a newer one than the job's. */
final class OtherProducer {
    private final String topic;
    private final Schema schema;

    /** Under which the registry has its schema. */
    final int id;

    /**
     * Registers the schema for the topic's values.
     *
     * @throws IOException if the registry refuses it
     */
    OtherProducer(SchemaRegistry registry, String topic, Schema schema) throws IOException {
        this.topic = topic;
        this.schema = schema;
        id = registry.register(SchemaRegistry.valueSubject(topic), schema);
    }

    /** The same record with one more field, at its beginning, which has a default of null. */
    static Schema with(Schema schema, String field) {
        Schema optional =
                Schema.createUnion(
                        Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field(field, optional, null, Schema.Field.NULL_DEFAULT_VALUE));
        schema.getFields().forEach(f -> fields.add(new Schema.Field(f, f.schema())));
        return record(schema, fields);
    }

    static Schema without(Schema schema, String field) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field each : schema.getFields()) {
            if (!each.name().equals(field)) {
                fields.add(new Schema.Field(each, each.schema()));
            }
        }
        return record(schema, fields);
    }

    /** The same record with a field that is a string now. */
    static Schema retyped(Schema schema, String field) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field each : schema.getFields()) {
            fields.add(
                    new Schema.Field(
                            each,
                            each.name().equals(field)
                                    ? Schema.create(Schema.Type.STRING)
                                    : each.schema()));
        }
        return record(schema, fields);
    }

    private static Schema record(Schema like, List<Schema.Field> fields) {
        return Schema.createRecord(
                like.getName(), like.getDoc(), like.getNamespace(), false, fields);
    }

    /**
     * @param fields by name; those that the schema does not have are left out
     */
    ProducerRecord<byte[], byte[]> record(String key, long timestamp, Map<String, Object> fields)
            throws IOException {
        GenericData.Record value = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            value.put(field.pos(), fields.get(field.name()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return new ProducerRecord<>(
                topic, null, timestamp, key.getBytes(StandardCharsets.UTF_8), out.toByteArray());
    }
}
