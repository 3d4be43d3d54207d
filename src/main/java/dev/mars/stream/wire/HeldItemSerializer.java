// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.HeldItem;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: number of holders, the latest holding if there is one, retired. */
public final class HeldItemSerializer extends VersionedSerializer<HeldItem> {
    private static final long serialVersionUID = 1L;

    private final HoldingSerializer holdings = new HoldingSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(HeldItem value, DataOutputView out) throws IOException {
        out.writeInt(value.holders());
        holdings.writeNullable(value.latest(), out);
        out.writeBoolean(value.retired());
    }

    @Override
    protected HeldItem read(int version, DataInputView in) throws IOException {
        return new HeldItem(in.readInt(), holdings.readNullable(version, in), in.readBoolean());
    }
}
