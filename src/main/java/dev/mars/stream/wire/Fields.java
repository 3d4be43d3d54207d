// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.EventSequence;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.SampleOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.types.StringValue;

/**
 * The parts that serializers share. Their layout belongs to the version of every serializer that
 * uses them: a new layout is a new method beside the old one.
 */
final class Fields {
    static void writeString(String value, DataOutput out) throws IOException {
        StringValue.writeString(value, out);
    }

    /**
     * What {@link StringValue#readString} reads. Most strings are ASCII, a byte each: those need no
     * characters in between.
     */
    static String readString(DataInput in) throws IOException {
        int length = readVarInt(in.readUnsignedByte(), in) - 1;
        if (length < 0) {
            return null;
        }
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            int next = in.readUnsignedByte();
            if (next >= 0x80) {
                return readRest(ascii, i, next, in);
            }
            ascii[i] = (byte) next;
        }
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    private static String readRest(byte[] ascii, int read, int next, DataInput in)
            throws IOException {
        char[] all = new char[ascii.length];
        for (int i = 0; i < read; i++) {
            all[i] = (char) ascii[i];
        }
        all[read] = (char) readVarInt(next, in);
        for (int i = read + 1; i < all.length; i++) {
            all[i] = (char) readVarInt(in.readUnsignedByte(), in);
        }
        return new String(all);
    }

    /** Seven bits a byte, the lowest first. */
    private static int readVarInt(int first, DataInput in) throws IOException {
        int value = first & 0x7F;
        int next = first;
        for (int shift = 7; next >= 0x80; shift += 7) {
            next = in.readUnsignedByte();
            value |= (next & 0x7F) << shift;
        }
        return value;
    }

    static void writeBytes(byte[] value, DataOutput out) throws IOException {
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    static byte[] readBytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] value = new byte[length];
        in.readFully(value);
        return value;
    }

    static void writeVector(float[] value, DataOutput out) throws IOException {
        if (value == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = new byte[Integer.BYTES + Float.BYTES * value.length];
        ByteBuffer.wrap(bytes).putInt(value.length).asFloatBuffer().put(value);
        out.write(bytes);
    }

    static float[] readVector(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[Float.BYTES * length];
        in.readFully(bytes);
        float[] value = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(value);
        return value;
    }

    static void writeFeatures(BaseFeatures value, DataOutput out) throws IOException {
        writeVector(value.text(), out);
        writeVector(value.image(), out);
        out.writeLong(value.code());
    }

    static BaseFeatures readFeatures(DataInput in) throws IOException {
        return new BaseFeatures(readVector(in), readVector(in), in.readLong());
    }

    static void writeEvidence(Evidence value, DataOutput out) throws IOException {
        writeVector(value.text(), out);
        out.writeDouble(value.textWeight());
        writeVector(value.image(), out);
        out.writeDouble(value.imageWeight());
        out.writeLong(value.time());
    }

    static Evidence readEvidence(DataInput in) throws IOException {
        return new Evidence(
                readVector(in), in.readDouble(), readVector(in), in.readDouble(), in.readLong());
    }

    /** A rating, NaN for null: validation lets no NaN pass. */
    static void writeRating(Float value, DataOutput out) throws IOException {
        out.writeFloat(value == null ? Float.NaN : value);
    }

    static Float readRating(DataInput in) throws IOException {
        float value = in.readFloat();
        return Float.isNaN(value) ? null : (Float) value;
    }

    /** Events as they were written before they were packed, or since. */
    static EventSequence readEvents(int version, DataInput in) throws IOException {
        return version == 1 ? readEvents(in) : EventSequence.readFrom(in);
    }

    /** Each action's name once, then a byte or two per event. */
    static EventSequence readEvents(DataInput in) throws IOException {
        List<String> actions = readStrings(in);
        SequenceEvent[] events = new SequenceEvent[in.readInt()];
        for (int i = 0; i < events.length; i++) {
            events[i] =
                    new SequenceEvent(
                            readString(in),
                            in.readLong(),
                            actions.get(in.readUnsignedShort()),
                            in.readLong());
        }
        return EventSequence.of(List.of(events));
    }

    /** The same, times as what they are after the one before, and small counts small. */
    static EventSequence readPackedEvents(DataInput in) throws IOException {
        String[] actions = new String[(int) readVarLong(in)];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = readString(in);
        }
        SequenceEvent[] events = new SequenceEvent[(int) readVarLong(in)];
        long before = 0;
        for (int i = 0; i < events.length; i++) {
            String itemId = readString(in);
            before += readVarLong(in);
            String action = actions[(int) readVarLong(in)];
            events[i] = new SequenceEvent(itemId, before, action, in.readLong());
        }
        return EventSequence.of(List.of(events));
    }

    /** Seven bits a byte, the lowest first; the sign is the lowest bit, so small ones are short. */
    private static long readVarLong(DataInput in) throws IOException {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.readByte();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    static void writeStrings(List<String> values, DataOutput out) throws IOException {
        out.writeInt(values.size());
        for (String value : values) {
            writeString(value, out);
        }
    }

    static List<String> readStrings(DataInput in) throws IOException {
        String[] values = new String[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readString(in);
        }
        return List.of(values);
    }

    static void writePlace(SampleOrder place, DataOutput out) throws IOException {
        out.writeLong(place.hash());
        writeString(place.userId(), out);
    }

    static SampleOrder readPlace(DataInput in) throws IOException {
        return new SampleOrder(in.readLong(), readString(in));
    }

    private Fields() {}
}
