// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.stream.ItemCopy;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: number of the copy, version. */
public final class ItemCopySerializer extends VersionedSerializer<ItemCopy> {
    private static final long serialVersionUID = 1L;

    private final ItemVersionSerializer versions = new ItemVersionSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ItemCopy value, DataOutputView out) throws IOException {
        out.writeShort(value.number());
        versions.write(value.version(), out);
    }

    @Override
    protected ItemCopy read(int version, DataInputView in) throws IOException {
        return new ItemCopy(in.readUnsignedShort(), versions.read(version, in));
    }
}
