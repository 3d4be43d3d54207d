// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;

/** What happens to state when a build with other serializers restores it. */
class VersionedSerializerSnapshotTest {
    /** Version 1 had a short, version 2 has a long. */
    public static final class Evolved extends VersionedSerializer<Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected int version() {
            return 2;
        }

        @Override
        protected void write(Long value, DataOutputView out) throws IOException {
            out.writeLong(value);
        }

        @Override
        protected Long read(int version, DataInputView in) throws IOException {
            return version == 1 ? in.readShort() : in.readLong();
        }
    }

    @Test
    void theSameVersionIsUsedAsItIs() throws Exception {
        assertThat(restored(2).isCompatibleAsIs()).isTrue();
    }

    @Test
    void anOlderVersionIsMigrated() throws Exception {
        assertThat(restored(1).isCompatibleAfterMigration()).isTrue();
    }

    /** A rollback to a build that cannot read the state must say so, not misread it. */
    @Test
    void aNewerVersionIsRefused() throws Exception {
        assertThat(restored(3).isIncompatible()).isTrue();
    }

    @Test
    void anotherSerializersStateIsRefused() {
        TypeSerializerSnapshot<Long> now = new Evolved().snapshotConfiguration();
        @SuppressWarnings({"unchecked", "rawtypes"})
        TypeSerializerSnapshot<Long> other =
                (TypeSerializerSnapshot) new BehaviorSerializer().snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(other).isIncompatible()).isTrue();
    }

    /** Flink reads old state with the restored serializer and writes it with the new one. */
    @Test
    void theRestoredSerializerReadsItsOwnVersionAndWritesTheNewest() throws Exception {
        TypeSerializer<Long> old = snapshot(1).restoreSerializer();
        DataOutputSerializer bytes = new DataOutputSerializer(8);
        bytes.writeShort(300);
        Long value = old.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
        assertThat(value).isEqualTo(300L);
        DataOutputSerializer out = new DataOutputSerializer(8);
        new Evolved().serialize(value, out);
        assertThat(out.length()).isEqualTo(8);
        assertThat(new Evolved().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(300L);
    }

    @Test
    void everySerializersSnapshotComesBackFromASavepoint() throws Exception {
        for (Layout<?> layout : Layout.all()) {
            comesBack(layout.serializer());
        }
    }

    private static <T> void comesBack(VersionedSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> read =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        VersionedSerializerSnapshotTest.class.getClassLoader());
        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(
                        serializer
                                .snapshotConfiguration()
                                .resolveSchemaCompatibility(read)
                                .isCompatibleAsIs())
                .isTrue();
    }

    private static TypeSerializerSchemaCompatibility<Long> restored(int version)
            throws IOException {
        return new Evolved().snapshotConfiguration().resolveSchemaCompatibility(snapshot(version));
    }

    /** As a savepoint holds it that was written by a build with another version. */
    private static VersionedSerializerSnapshot<Long> snapshot(int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(Evolved.class.getName());
        out.writeInt(version);
        VersionedSerializerSnapshot<Long> snapshot = new VersionedSerializerSnapshot<>();
        snapshot.readSnapshot(
                1,
                new DataInputDeserializer(out.getCopyOfBuffer()),
                Evolved.class.getClassLoader());
        return snapshot;
    }
}
