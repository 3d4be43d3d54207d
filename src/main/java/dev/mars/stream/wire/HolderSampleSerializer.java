// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.retrieval.HolderSample;
import dev.mars.retrieval.SampleOrder;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: how many places of the order, then hash and user of each. */
public final class HolderSampleSerializer extends VersionedSerializer<HolderSample> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(HolderSample value, DataOutputView out) throws IOException {
        out.writeInt(value.first().size());
        for (SampleOrder place : value.first()) {
            Fields.writePlace(place, out);
        }
    }

    @Override
    protected HolderSample read(int version, DataInputView in) throws IOException {
        SampleOrder[] first = new SampleOrder[in.readInt()];
        for (int i = 0; i < first.length; i++) {
            first[i] = Fields.readPlace(in);
        }
        return new HolderSample(List.of(first));
    }
}
