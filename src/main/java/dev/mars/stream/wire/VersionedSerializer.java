// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream.wire;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of an immutable type with a version of its own.
 *
 * <p>It always writes the newest version and reads any that was ever released: state written by an
 * older build restores, and Flink rewrites it in the new form (see {@link
 * VersionedSerializerSnapshot}). Whoever changes {@link #write} raises {@link #version} and teaches
 * {@link #read} the old form. Subclasses have a public constructor without arguments and no state.
 */
public abstract class VersionedSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private int readVersion = version();

    /** Version that {@link #write} writes, from 1. */
    protected abstract int version();

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /**
     * @param version that the bytes were written with, 1 to {@link #version}
     */
    protected abstract T read(int version, DataInputView in) throws IOException;

    /** This serializer, reading bytes of an older version. */
    final VersionedSerializer<T> reading(int version) {
        readVersion = version;
        return this;
    }

    final int currentVersion() {
        return version();
    }

    @Override
    public final void serialize(T value, DataOutputView out) throws IOException {
        write(value, out);
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        return read(readVersion, in);
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final T createInstance() {
        return null;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new VersionedSerializerSnapshot<>(this);
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
