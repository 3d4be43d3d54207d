// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.stream.ItemVersion;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: item, effective from, features, retired, partition, offset, raw record if carried. */
public final class ItemVersionSerializer extends VersionedSerializer<ItemVersion> {
    private static final long serialVersionUID = 1L;

    private final RawRecordSerializer raws = new RawRecordSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ItemVersion value, DataOutputView out) throws IOException {
        Fields.writeString(value.itemId(), out);
        out.writeLong(value.effectiveFrom());
        Fields.writeFeatures(value.features(), out);
        out.writeBoolean(value.retired());
        out.writeInt(value.partition());
        out.writeLong(value.offset());
        raws.writeNullable(value.raw(), out);
    }

    @Override
    protected ItemVersion read(int version, DataInputView in) throws IOException {
        return new ItemVersion(
                Fields.readString(in),
                in.readLong(),
                Fields.readFeatures(in),
                in.readBoolean(),
                in.readInt(),
                in.readLong(),
                raws.readNullable(version, in));
    }
}
