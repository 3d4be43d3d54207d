// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.stream.Outgoing;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: key, value, timestamp (the least long for none). */
public final class OutgoingSerializer extends VersionedSerializer<Outgoing> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Outgoing value, DataOutputView out) throws IOException {
        Fields.writeBytes(value.key(), out);
        Fields.writeBytes(value.value(), out);
        out.writeLong(value.timestamp() == null ? Long.MIN_VALUE : value.timestamp());
    }

    @Override
    protected Outgoing read(int version, DataInputView in) throws IOException {
        byte[] key = Fields.readBytes(in);
        byte[] bytes = Fields.readBytes(in);
        long timestamp = in.readLong();
        return new Outgoing(key, bytes, timestamp == Long.MIN_VALUE ? null : (Long) timestamp);
    }
}
