package dev.mars.stream;

import dev.mars.topic.Inbound;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Runs a gate, and after a restore takes up the watermark where it was.
 *
 * <p>Flink checkpoints no watermark: a restored source says nothing of a partition until its next
 * record, and a quiet topic, such as that of the items, would hold every output back for as long.
 * But the gate knows how far each partition had come. The slowest of them, on whichever subtask it
 * is now, bounds what any can still bring in time, so that watermark holds for every subtask.
 */
final class GateOperator<T, O> extends ProcessOperator<Inbound<T>, O> {
    private static final long serialVersionUID = 1L;

    private final Gate<T, O> gate;
    private final int partitions;
    private transient long last;

    /**
     * @param partitions of the topic
     */
    GateOperator(Gate<T, O> gate, int partitions) {
        super(gate);
        this.gate = gate;
        this.partitions = partitions;
    }

    @Override
    public void open() throws Exception {
        super.open();
        last = Long.MIN_VALUE;
        long restored = gate.watermarkOfAll(partitions);
        if (restored != Long.MIN_VALUE) {
            // As soon as the task runs; nothing may be emitted before.
            getProcessingTimeService()
                    .registerTimer(
                            getProcessingTimeService().getCurrentProcessingTime(),
                            now -> processWatermark(new Watermark(restored)));
        }
    }

    /**
     * Watermarks of the source begin anew after a restore; those behind the restored one end here.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() > last) {
            last = mark.getTimestamp();
            super.processWatermark(mark);
        }
    }
}
