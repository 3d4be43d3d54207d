// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;

/** What a savepoint remembers of a {@link VersionedSerializer}: its class and its version. */
public final class VersionedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private Class<? extends VersionedSerializer<T>> type;
    private int version;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public VersionedSerializerSnapshot() {}

    @SuppressWarnings("unchecked")
    VersionedSerializerSnapshot(VersionedSerializer<T> serializer) {
        type = (Class<? extends VersionedSerializer<T>>) serializer.getClass();
        version = serializer.currentVersion();
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type.getName());
        out.writeInt(version);
    }

    @Override
    public void readSnapshot(int snapshotVersion, DataInputView in, ClassLoader loader)
            throws IOException {
        type = InstantiationUtil.resolveClassByName(in, loader);
        version = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return InstantiationUtil.instantiate(type).reading(version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> before) {
        if (!(before instanceof VersionedSerializerSnapshot<T> old) || old.type != type) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (old.version == version) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        return old.version < version
                ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
