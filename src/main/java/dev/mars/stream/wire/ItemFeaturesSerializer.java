// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.topic.ItemFeatures;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: item, effective from, text, image. */
public final class ItemFeaturesSerializer extends VersionedSerializer<ItemFeatures> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ItemFeatures value, DataOutputView out) throws IOException {
        Fields.writeString(value.itemId(), out);
        out.writeLong(value.effectiveFrom());
        Fields.writeVector(value.text(), out);
        Fields.writeVector(value.image(), out);
    }

    @Override
    protected ItemFeatures read(int version, DataInputView in) throws IOException {
        return new ItemFeatures(
                Fields.readString(in), in.readLong(), Fields.readVector(in), Fields.readVector(in));
    }
}
