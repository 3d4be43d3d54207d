// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.Inbound;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one partition: the largest event time it has shown, less the out-of-orderness
 * bound. Only valid records and heartbeats move it; a tombstone's Kafka timestamp may come from
 * another clock than event times and does not.
 */
final class PartitionProgress<T> implements WatermarkGenerator<Inbound<T>> {
    private final long outOfOrderness;
    private long progress = Long.MIN_VALUE;

    /**
     * @param outOfOrderness milliseconds
     */
    PartitionProgress(long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
    }

    @Override
    public void onEvent(Inbound<T> inbound, long timestamp, WatermarkOutput output) {
        if (inbound.kind() == Inbound.Kind.ENDED) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        } else if (inbound.movesProgress()) {
            progress = Math.max(progress, inbound.time());
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (progress != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(progress - outOfOrderness - 1));
        }
    }
}
