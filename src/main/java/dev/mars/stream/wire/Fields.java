// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.alignment.BaseFeatures;
import dev.mars.profile.Evidence;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.SampleOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
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

    static String readString(DataInput in) throws IOException {
        return StringValue.readString(in);
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
        out.writeInt(value == null ? -1 : value.length);
        if (value != null) {
            for (float x : value) {
                out.writeFloat(x);
            }
        }
    }

    static float[] readVector(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        float[] value = new float[length];
        for (int i = 0; i < length; i++) {
            value[i] = in.readFloat();
        }
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

    /** Each action's name once, then a byte or two per event. */
    static void writeEvents(List<SequenceEvent> events, DataOutput out) throws IOException {
        List<String> actions = new ArrayList<>();
        for (SequenceEvent event : events) {
            if (!actions.contains(event.action())) {
                actions.add(event.action());
            }
        }
        out.writeInt(actions.size());
        for (String action : actions) {
            writeString(action, out);
        }
        out.writeInt(events.size());
        for (SequenceEvent event : events) {
            writeString(event.itemId(), out);
            out.writeLong(event.eventTime());
            out.writeShort(actions.indexOf(event.action()));
            out.writeLong(event.code());
        }
    }

    static List<SequenceEvent> readEvents(DataInput in) throws IOException {
        String[] actions = new String[in.readInt()];
        for (int i = 0; i < actions.length; i++) {
            actions[i] = readString(in);
        }
        SequenceEvent[] events = new SequenceEvent[in.readInt()];
        for (int i = 0; i < events.length; i++) {
            events[i] =
                    new SequenceEvent(
                            readString(in),
                            in.readLong(),
                            actions[in.readUnsignedShort()],
                            in.readLong());
        }
        return List.of(events);
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
