// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.Donor;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: user, evidence, events. Version 1 had the events in another form. */
public final class DonorSerializer extends VersionedSerializer<Donor> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(Donor value, DataOutputView out) throws IOException {
        Fields.writeString(value.userId(), out);
        Fields.writeEvidence(value.evidence(), out);
        value.events().writeTo(out);
    }

    @Override
    protected Donor read(int version, DataInputView in) throws IOException {
        return new Donor(
                Fields.readString(in), Fields.readEvidence(in), Fields.readEvents(version, in));
    }
}
