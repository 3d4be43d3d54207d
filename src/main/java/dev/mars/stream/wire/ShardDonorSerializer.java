// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.ShardDonor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: user, last positive, items, evidence. */
public final class ShardDonorSerializer extends VersionedSerializer<ShardDonor> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ShardDonor value, DataOutputView out) throws IOException {
        Fields.writeString(value.userId(), out);
        out.writeLong(value.lastPositive());
        Fields.writeStrings(value.items(), out);
        Fields.writeEvidence(value.evidence(), out);
    }

    @Override
    protected ShardDonor read(int version, DataInputView in) throws IOException {
        return new ShardDonor(
                Fields.readString(in),
                in.readLong(),
                Fields.readStrings(in),
                Fields.readEvidence(in));
    }
}
