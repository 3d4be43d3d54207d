// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.Behavior;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps a kilobyte for each user: the last behaviours in a ring of slots. Each behaviour reads all
 * of it, overwrites a slot, writes all of it back and sends it on.
 */
final class KeptBytes extends KeyedProcessFunction<String, Arrival, Outgoing> {
    private static final long serialVersionUID = 1L;

    static final int SIZE = 1024;

    /** An event as an output sequence has it: item id, time, action, code. */
    private static final int SLOT = 32;

    private static final int SLOTS = SIZE / SLOT;

    private transient ValueState<byte[]> state;

    @Override
    public void open(OpenContext context) {
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "bytes",
                                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<Outgoing> out)
            throws Exception {
        Behavior behavior = arrival.behavior();
        byte[] bytes = state.value();
        if (bytes == null) {
            bytes = filled(behavior.userId());
        }
        // The first slot counts.
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = buffer.getInt(0) + 1;
        buffer.putInt(0, count);
        byte[] item = behavior.itemId().getBytes(StandardCharsets.UTF_8);
        buffer.position(SLOT * (1 + Math.floorMod(count, SLOTS - 1)));
        buffer.putLong(behavior.eventTime()).putInt(behavior.action().hashCode());
        buffer.put(item, 0, Math.min(item.length, SLOT - Long.BYTES - Integer.BYTES));
        state.update(bytes);
        out.collect(
                new Outgoing(
                        behavior.userId().getBytes(StandardCharsets.UTF_8),
                        bytes,
                        behavior.eventTime()));
    }

    /** Full from the start, of bytes that do not compress: semantic codes do not either. */
    private static byte[] filled(String userId) {
        byte[] bytes = new byte[SIZE];
        new Random(userId.hashCode()).nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(0, 0);
        return bytes;
    }
}
