// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.Holding;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: time, code. */
public final class HoldingSerializer extends VersionedSerializer<Holding> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Holding value, DataOutputView out) throws IOException {
        out.writeLong(value.time());
        out.writeLong(value.code());
    }

    @Override
    protected Holding read(int version, DataInputView in) throws IOException {
        return new Holding(in.readLong(), in.readLong());
    }

    void writeNullable(Holding value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            write(value, out);
        }
    }

    Holding readNullable(int version, DataInputView in) throws IOException {
        return in.readBoolean() ? read(version, in) : null;
    }
}
