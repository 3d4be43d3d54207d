package dev.mars.topic;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.Utf8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Avro's reader of generated classes, but arrays of floats are read into one array each, and
 * strings that are not UTF-8 are an error: replacement characters would make two users one. Storage
 * grows with the elements read, never with the number that a hostile record claims. For one thread.
 */
final class VectorReader<T> extends SpecificDatumReader<T> {
    private static final int FIRST_CAPACITY = 2048;
    private static final float[] EMPTY = new float[0];

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final Utf8 scratch = new Utf8();

    VectorReader(Schema writer, Schema reader, SpecificData data) {
        super(writer, reader, data);
    }

    @Override
    protected Object readArray(Object old, Schema expected, ResolvingDecoder in)
            throws IOException {
        if (expected.getElementType().getType() != Schema.Type.FLOAT) {
            return super.readArray(old, expected, in);
        }
        float[] elements = EMPTY;
        int size = 0;
        for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
            for (long i = 0; i < block; i++) {
                if (size == elements.length) {
                    elements = grow(elements, block - i);
                }
                elements[size++] = in.readFloat();
            }
        }
        return new Floats(size == elements.length ? elements : Arrays.copyOf(elements, size));
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
