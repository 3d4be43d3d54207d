// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.load;

import dev.mars.dataset.Item;
import dev.mars.sort.ByteArrays;
import dev.mars.sort.EntryFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Layout of an item in a temporary file. */
final class ItemFormat implements EntryFormat<Item> {
    @Override
    public void write(Item item, DataOutput out) throws IOException {
        ByteArrays.writeText(item.itemId(), out);
        ByteArrays.writeText(item.title(), out);
        out.writeLong(item.effectiveFrom());
        ByteArrays.write(bytes(item.text()), out);
        ByteArrays.write(bytes(item.image()), out);
    }

    @Override
    public Item read(DataInput in) throws IOException {
        return new Item(
                ByteArrays.readText(in),
                ByteArrays.readText(in),
                in.readLong(),
                floats(ByteArrays.read(in)),
                floats(ByteArrays.read(in)));
    }

    @Override
    public long bytes(Item item) {
        return 150L
                + 2L * (item.itemId().length() + item.title().length())
                + Float.BYTES * (long) (length(item.text()) + length(item.image()));
    }

    private static int length(float[] vector) {
        return vector == null ? 0 : vector.length;
    }

    private static byte[] bytes(float[] vector) {
        if (vector == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
