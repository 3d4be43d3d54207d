// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.Utf8;

/**
 * Avro's reader of generated classes, but arrays of floats are read into one array each, and
 * strings that are not UTF-8 are an error: replacement characters would make two users one. Storage
 * grows with the elements read, never with the number that a hostile record claims.
 *
 * <p>Where the writer's schema is our own, a block of floats is copied whole from the bytes behind
 * the resolving decoder, which would look each one up in its grammar at many times the cost. For
 * one thread.
 */
final class VectorReader<T> extends SpecificDatumReader<T> {
    private static final int FIRST_CAPACITY = 2048;
    private static final float[] EMPTY = new float[0];

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final Utf8 scratch = new Utf8();
    private final boolean own;
    private BinaryDecoder bytes;
    private byte[] block = new byte[0];

    VectorReader(Schema writer, GeneratedClasses data) {
        super(writer, data.schema(), data);
        own = data.isOwn(writer);
    }

    /** Reads one record from a decoder of an array, which knows how many bytes remain. */
    T read(BinaryDecoder in) throws IOException {
        bytes = in;
        return read(null, in);
    }

    @Override
    protected Object readArray(Object old, Schema expected, ResolvingDecoder in)
            throws IOException {
        if (expected.getElementType().getType() != Schema.Type.FLOAT) {
            return super.readArray(old, expected, in);
        }
        float[] elements = EMPTY;
        int size = 0;
        for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
            if (own) {
                elements = append(elements, size, count);
                size += (int) count;
                continue;
            }
            for (long i = 0; i < count; i++) {
                if (size == elements.length) {
                    elements = grow(elements, count - i);
                }
                elements[size++] = in.readFloat();
            }
        }
        return new Floats(size == elements.length ? elements : Arrays.copyOf(elements, size));
    }

    /** Blocks are one mostly; many small ones must not cost a copy of all before for each. */
    private float[] append(float[] elements, int size, long count) throws IOException {
        if (count > bytes.remainingBytes() / Float.BYTES) {
            throw new EOFException();
        }
        int length = (int) count * Float.BYTES;
        if (block.length < length) {
            block = new byte[length];
        }
        bytes.readFixed(block, 0, length);
        int needed = size + (int) count;
        float[] result =
                needed <= elements.length
                        ? elements
                        : Arrays.copyOf(elements, Math.max(needed, 2 * elements.length));
        ByteBuffer.wrap(block, 0, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(result, size, (int) count);
        return result;
    }

    private static float[] grow(float[] elements, long wanted) {
        int capacity = Math.max(FIRST_CAPACITY, 2 * elements.length);
        return Arrays.copyOf(elements, (int) Math.min(elements.length + wanted, capacity));
    }

    @Override
    protected Object readString(Object old, Schema expected, Decoder in) throws IOException {
        Utf8 read = in.readString(scratch);
        try {
            return utf8.decode(ByteBuffer.wrap(read.getBytes(), 0, read.getByteLength()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AvroRuntimeException("a string is not UTF-8", e);
        }
    }
}
