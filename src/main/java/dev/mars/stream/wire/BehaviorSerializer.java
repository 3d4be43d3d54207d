// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.topic.Behavior;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: user, item, action, event time, rating (NaN for none: no valid rating is NaN). */
public final class BehaviorSerializer extends VersionedSerializer<Behavior> {
    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Behavior value, DataOutputView out) throws IOException {
        Fields.writeString(value.userId(), out);
        Fields.writeString(value.itemId(), out);
        Fields.writeString(value.action(), out);
        out.writeLong(value.eventTime());
        Fields.writeRating(value.rating(), out);
    }

    @Override
    protected Behavior read(int version, DataInputView in) throws IOException {
        return new Behavior(
                Fields.readString(in),
                Fields.readString(in),
                Fields.readString(in),
                in.readLong(),
                Fields.readRating(in));
    }
}
