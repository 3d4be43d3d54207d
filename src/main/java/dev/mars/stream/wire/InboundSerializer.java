// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import dev.mars.topic.Behavior;
import dev.mars.topic.Inbound;
import dev.mars.topic.ItemFeatures;
import dev.mars.topic.Reason;
import dev.mars.topic.Rejection;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Version 1: raw record, kind, id, time, then the value or the rejection if there is one. It stands
 * between a source and its gate, which are chained unless somebody turns chaining off.
 */
public abstract class InboundSerializer<T> extends VersionedSerializer<Inbound<T>> {
    private static final long serialVersionUID = 1L;

    private final RawRecordSerializer raw = new RawRecordSerializer();
    private final VersionedSerializer<T> values;

    private InboundSerializer(VersionedSerializer<T> values) {
        this.values = values;
    }

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Inbound<T> inbound, DataOutputView out) throws IOException {
        raw.write(inbound.raw(), out);
        out.writeByte(inbound.kind().ordinal());
        out.writeBoolean(inbound.id() != null);
        if (inbound.id() != null) {
            Fields.writeString(inbound.id(), out);
        }
        out.writeLong(inbound.time());
        switch (inbound.kind()) {
            case VALUE -> values.write(inbound.value(), out);
            case REJECTED -> {
                Fields.writeString(inbound.rejection().reason().name(), out);
                Fields.writeString(inbound.rejection().message(), out);
            }
            case HEARTBEAT, TOMBSTONE, ASSIGNED, ENDED -> {}
        }
    }

    @Override
    protected Inbound<T> read(int version, DataInputView in) throws IOException {
        var record = raw.read(version, in);
        Inbound.Kind kind = Inbound.Kind.values()[in.readByte()];
        String id = in.readBoolean() ? Fields.readString(in) : null;
        long time = in.readLong();
        T value = kind == Inbound.Kind.VALUE ? values.read(version, in) : null;
        Rejection rejection =
                kind == Inbound.Kind.REJECTED
                        ? new Rejection(
                                Reason.valueOf(Fields.readString(in)), Fields.readString(in))
                        : null;
        return new Inbound<>(record, kind, value, id, time, rejection);
    }

    /** Behaviours. */
    public static final class OfBehavior extends InboundSerializer<Behavior> {
        private static final long serialVersionUID = 1L;

        public OfBehavior() {
            super(new BehaviorSerializer());
        }
    }

    /** Items. */
    public static final class OfItem extends InboundSerializer<ItemFeatures> {
        private static final long serialVersionUID = 1L;

        public OfItem() {
            super(new ItemFeaturesSerializer());
        }
    }
}
