// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.profile.Tier;
import dev.mars.stream.Request;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 2: user, as of, erased, tier, activity, own events, evidence. Version 1 had the events in
 * another form.
 */
public final class RequestSerializer extends VersionedSerializer<Request> {
    private static final long serialVersionUID = 1L;

    private static final Tier[] TIERS = Tier.values();

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(Request value, DataOutputView out) throws IOException {
        Fields.writeString(value.userId(), out);
        out.writeLong(value.asOf());
        out.writeBoolean(value.erased());
        out.writeByte(value.tier().ordinal());
        out.writeDouble(value.activity());
        value.own().writeTo(out);
        Fields.writeEvidence(value.evidence(), out);
    }

    @Override
    protected Request read(int version, DataInputView in) throws IOException {
        return new Request(
                Fields.readString(in),
                in.readLong(),
                in.readBoolean(),
                TIERS[in.readByte()],
                in.readDouble(),
                Fields.readEvents(version, in),
                Fields.readEvidence(in));
    }
}
