// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * A value of one type on the wire, in Confluent's format: magic byte 0, four bytes of schema id
 * (big endian), Avro binary. Any schema that the registry has under the id is resolved against the
 * type's own, so that older and newer writers are understood. Equal records give equal bytes as
 * long as their maps iterate in an order of their own. For one thread.
 */
public final class AvroFormat<T extends SpecificRecord> {
    private static final byte MAGIC = 0;
    private static final int HEADER = 5;
    private static final int READ_ONLY = -1;

    private final String name;
    private final SchemaSource schemas;
    private final GeneratedClasses data;
    private final int id;
    private final VectorWriter<T> writer;
    private final Map<Integer, VectorReader<T>> readers = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private BinaryDecoder decoder;
    private BinaryEncoder encoder;

    /**
     * Writes with the given schema id, which must be that of the type's own schema.
     *
     * @param schemas of the records to read
     */
    public AvroFormat(Class<T> type, SchemaSource schemas, int id) {
        this.name = type.getSimpleName();
        this.schemas = schemas;
        this.id = id;
        data = new GeneratedClasses(type);
        writer = new VectorWriter<>(data.schema(), data);
    }

    /** A format that only reads. */
    public static <T extends SpecificRecord> AvroFormat<T> reader(
            Class<T> type, SchemaSource schemas) {
        return new AvroFormat<>(type, schemas, READ_ONLY);
    }

    /**
     * Reads and writes the values of a topic, with the schema that is registered for it.
     *
     * @throws IOException if the registry cannot be reached or does not have the schema
     */
    public static <T extends SpecificRecord> AvroFormat<T> of(
            Class<T> type, SchemaRegistry registry, String topic) throws IOException {
        Schema schema = new GeneratedClasses(type).schema();
        return new AvroFormat<>(
                type, registry, registry.idOf(SchemaRegistry.valueSubject(topic), schema));
    }

    public byte[] encode(T value) {
        if (id == READ_ONLY) {
            throw new IllegalStateException("This format of " + name + " only reads");
        }
        // First, as it writes out what a failed one has left in it.
        encoder = EncoderFactory.get().binaryEncoder(out, encoder);
        out.reset();
        out.write(MAGIC);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads one value, all of its bytes.
     *
     * @throws RejectedException if the bytes are no such value, whatever they are
     * @throws RegistryUnavailableException if the writer's schema could not be asked for
     */
    public T decode(byte[] value) throws RejectedException, RegistryUnavailableException {
        int writerId = id(value);
        VectorReader<T> reader = readers.get(writerId);
        if (reader == null) {
            Schema writerSchema = schemas.byId(writerId);
            if (!WriterSchema.isBounded(writerSchema)) {
                throw undecodable(value, writerId, "that has an array of elements without bytes");
            }
            reader = new VectorReader<>(writerSchema, data);
            readers.put(writerId, reader);
        }
        try {
            decoder =
                    DecoderFactory.get()
                            .binaryDecoder(value, HEADER, value.length - HEADER, decoder);
            T result = reader.read(decoder);
            if (decoder.isEnd()) {
                return result;
            }
        } catch (EOFException e) {
            throw undecodable(value, writerId, "they end early");
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
            throw undecodable(
                    value, writerId, Quote.printable(String.valueOf(e.getMessage()), 300));
        } catch (RuntimeException e) {
            // The JDK's own messages differ between its versions; a dead letter's must not.
            throw undecodable(value, writerId, e.getClass().getSimpleName());
        }
        throw undecodable(value, writerId, "bytes are left over");
    }

    private int id(byte[] value) throws RejectedException {
        String problem = null;
        if (value.length < HEADER) {
            problem = value.length + " bytes long, and at least 5 are needed";
        } else if (value[0] != MAGIC) {
            problem = "beginning with byte " + value[0] + ", not with 0";
        }
        if (problem != null) {
            throw new RejectedException(
                    Reason.UNDECODABLE,
                    "The value is "
                            + problem
                            + "; it must be in Confluent's wire format (0, 4-byte schema id, Avro):"
                            + " write it with a schema-registry serializer");
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private RejectedException undecodable(byte[] value, int writerId, String why) {
        return new RejectedException(
                Reason.UNDECODABLE,
                ("The value's %s bytes are no %s written with schema id %s: %s; "
                                + "write it with that schema, and register only schemas that %s "
                                + "can be read from")
                        .formatted(value.length, name, writerId, why, name));
    }
}
