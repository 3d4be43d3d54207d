// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.stream.Arrival;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: behaviour, raw record if carried. */
public final class ArrivalSerializer extends VersionedSerializer<Arrival> {
    private static final long serialVersionUID = 1L;

    private final BehaviorSerializer behaviors = new BehaviorSerializer();
    private final RawRecordSerializer raws = new RawRecordSerializer();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Arrival value, DataOutputView out) throws IOException {
        behaviors.write(value.behavior(), out);
        raws.writeNullable(value.raw(), out);
    }

    @Override
    protected Arrival read(int version, DataInputView in) throws IOException {
        return new Arrival(behaviors.read(version, in), raws.readNullable(version, in));
    }
}
