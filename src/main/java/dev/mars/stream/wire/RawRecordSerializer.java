// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.topic.RawHeader;
import dev.mars.topic.RawRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: topic, partition, offset, timestamp, key, value, headers. */
public final class RawRecordSerializer extends VersionedSerializer<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(RawRecord value, DataOutputView out) throws IOException {
        Fields.writeString(value.topic(), out);
        out.writeInt(value.partition());
        out.writeLong(value.offset());
        out.writeLong(value.timestamp());
        Fields.writeBytes(value.key(), out);
        Fields.writeBytes(value.value(), out);
        out.writeInt(value.headers().size());
        for (RawHeader header : value.headers()) {
            Fields.writeString(header.key(), out);
            Fields.writeBytes(header.value(), out);
        }
    }

    @Override
    protected RawRecord read(int version, DataInputView in) throws IOException {
        String topic = Fields.readString(in);
        int partition = in.readInt();
        long offset = in.readLong();
        long timestamp = in.readLong();
        byte[] key = Fields.readBytes(in);
        byte[] value = Fields.readBytes(in);
        RawHeader[] headers = new RawHeader[in.readInt()];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = new RawHeader(Fields.readString(in), Fields.readBytes(in));
        }
        return new RawRecord(topic, partition, offset, timestamp, key, value, List.of(headers));
    }

    /** A record that may be null. */
    void writeNullable(RawRecord value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            write(value, out);
        }
    }

    RawRecord readNullable(int version, DataInputView in) throws IOException {
        return in.readBoolean() ? read(version, in) : null;
    }
}
