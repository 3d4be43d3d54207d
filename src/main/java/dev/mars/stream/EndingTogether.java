// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * A bounded Kafka source whose subtasks end together.
 *
 * <p>Flink completes no checkpoint while some subtasks of a task with a union list in its state
 * have ended and others have not, and the gates, which are one task with their sources, have one.
 * Partitions end at very different times. In between transactions would be prepared that no
 * checkpoint commits; after a while the broker ends them, and the outputs in them are lost. So a
 * reader that is done says so, ends its own watermark, which nobody shall wait for, and waits until
 * all are done.
 *
 * <p>After a restore Kafka's enumerator no longer says that there will be no more partitions
 * (FLINK-31006), without which a reader never ends: this one does.
 */
final class EndingTogether<T> extends ForwardingSource<T> {
    private static final long serialVersionUID = 1L;
    private static final String LAST = "the end";

    private final SerializableSupplier<T> last;

    /** A reader to the enumerator: it has read all. The enumerator to a reader: all have. */
    private static final class Done implements SourceEvent {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param last gives an element at which the watermark generator ends event time; null where
     *     nobody waits for a watermark
     */
    EndingTogether(KafkaSource<T> kafka, SerializableSupplier<T> last) {
        super(kafka);
        this.last = last;
    }

    @Override
    public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new Reader<>(super.createReader(context), context, last);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
        return new Enumerator(super.createEnumerator(context), context, false);
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
            throws Exception {
        return new Enumerator(
                super.restoreEnumerator(context, checkpoint),
                context,
                checkpoint.initialDiscoveryFinished());
    }

    private static final class Enumerator
            implements SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> {
        private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka;
        private final SplitEnumeratorContext<KafkaPartitionSplit> context;
        private final boolean knowsAll;
        private final TreeSet<Integer> done = new TreeSet<>();

        /**
         * @param knowsAll whether all partitions were known when this was restored
         */
        Enumerator(
                SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> kafka,
                SplitEnumeratorContext<KafkaPartitionSplit> context,
                boolean knowsAll) {
            this.kafka = kafka;
            this.context = context;
            this.knowsAll = knowsAll;
        }

        @Override
        public void start() {
            kafka.start();
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            kafka.handleSplitRequest(subtask, host);
        }

        @Override
        public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
            // Now, and not only when the reader that begins anew has come.
            done.remove(subtask);
            kafka.addSplitsBack(splits, subtask);
        }

        /** Also one that has failed and begins anew. */
        @Override
        public void addReader(int subtask) {
            done.remove(subtask);
            kafka.addReader(subtask);
            if (knowsAll) {
                context.signalNoMoreSplits(subtask);
            }
        }

        @Override
        public void handleSourceEvent(int subtask, SourceEvent event) {
            if (!(event instanceof Done)) {
                kafka.handleSourceEvent(subtask, event);
                return;
            }
            done.add(subtask);
            if (done.size() == context.currentParallelism()) {
                done.forEach(reader -> context.sendEventToSourceReader(reader, event));
            }
        }

        @Override
        public KafkaSourceEnumState snapshotState(long checkpointId) throws Exception {
            return kafka.snapshotState(checkpointId);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            kafka.notifyCheckpointComplete(checkpointId);
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) throws Exception {
            kafka.notifyCheckpointAborted(checkpointId);
        }

        @Override
        public void close() throws IOException {
            kafka.close();
        }
    }

    private static final class Reader<T> extends ForwardingReader<T> {
        private final SourceReaderContext context;
        private final SerializableSupplier<T> last;
        private final CompletableFuture<Void> allDone = new CompletableFuture<>();
        private boolean done;

        Reader(
                SourceReader<T, KafkaPartitionSplit> reader,
                SourceReaderContext context,
                SerializableSupplier<T> last) {
            super(reader);
            this.context = context;
            this.last = last;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
            if (!done) {
                InputStatus status = super.pollNext(output);
                if (status != InputStatus.END_OF_INPUT) {
                    return status;
                }
                done = true;
                if (last != null) {
                    output.createOutputForSplit(LAST).collect(last.get());
                }
                context.sendSourceEventToCoordinator(new Done());
            }
            return allDone.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return done ? allDone : super.isAvailable();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            if (event instanceof Done) {
                allDone.complete(null);
            } else {
                super.handleSourceEvents(event);
            }
        }
    }
}
