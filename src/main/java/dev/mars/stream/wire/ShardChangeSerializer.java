// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.stream.ShardChange;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: epoch, user, the donor unless they are none any more. */
public final class ShardChangeSerializer extends VersionedSerializer<ShardChange> {
    private static final long serialVersionUID = 1L;

    private final ShardDonorSerializer donors = new ShardDonorSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ShardChange value, DataOutputView out) throws IOException {
        out.writeLong(value.epoch());
        Fields.writeString(value.userId(), out);
        out.writeBoolean(value.donor() != null);
        if (value.donor() != null) {
            donors.write(value.donor(), out);
        }
    }

    @Override
    protected ShardChange read(int version, DataInputView in) throws IOException {
        return new ShardChange(
                in.readLong(),
                Fields.readString(in),
                in.readBoolean() ? donors.read(version, in) : null);
    }
}
