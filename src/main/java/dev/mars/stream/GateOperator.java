// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.Inbound;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs a gate, and after a restore takes up the watermark where it was.
 *
 * <p>Flink checkpoints no watermark: a restored source says nothing of a partition until its next
 * record, and one that has gone quiet would hold every output back, for ever if it has ended. But
 * the gate knows how far each partition had come, and which are this subtask's ({@link
 * AssignedPartitions}). So after a restore it gives the watermarks itself, unless the source's are
 * ahead: the source's can stay behind for ever where the last record of a partition is older than
 * one before the checkpoint.
 */
final class GateOperator<T, O> extends ProcessOperator<Inbound<T>, O> {
    private static final long serialVersionUID = 1L;

    private final Gate<T, O> gate;
    private transient long last;
    private transient boolean idle;

    GateOperator(Gate<T, O> gate) {
        super(gate);
        this.gate = gate;
    }

    @Override
    public void open() throws Exception {
        super.open();
        last = Long.MIN_VALUE;
        if (gate.isRestored()) {
            // As soon as the task runs; nothing may be emitted before.
            emitAfter(0);
        }
    }

    private void emitAfter(long delay) {
        getProcessingTimeService()
                .registerTimer(
                        getProcessingTimeService().getCurrentProcessingTime() + delay,
                        now -> {
                            // While it is idle the next operator hears no watermark, and so
                            // would never hear of this one.
                            if (!idle) {
                                emit(gate.watermark());
                            }
                            emitAfter(getExecutionConfig().getAutoWatermarkInterval());
                        });
    }

    /**
     * Watermarks of the source begin anew after a restore; those behind the restored one end here.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        emit(mark.getTimestamp());
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        idle = status.isIdle();
        super.processWatermarkStatus(status);
    }

    private void emit(long timestamp) throws Exception {
        if (timestamp > last) {
            last = timestamp;
            super.processWatermark(new Watermark(timestamp));
        }
    }
}
