// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import dev.mars.topic.Inbound;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * A Kafka source that says which partitions it reads: an {@link Inbound.Kind#ASSIGNED} before the
 * first record of each, and after a restore before any record at all. Everything else, its state
 * included, is the Kafka source's.
 *
 * <p>A partition that is read but has nothing new cannot be told otherwise from one that is read
 * elsewhere, and {@link GateOperator} must know.
 */
final class AssignedPartitions<T> extends ForwardingSource<Inbound<T>> {
    private static final long serialVersionUID = 1L;

    AssignedPartitions(Source<Inbound<T>, KafkaPartitionSplit, KafkaSourceEnumState> kafka) {
        super(kafka);
    }

    @Override
    public SourceReader<Inbound<T>, KafkaPartitionSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new Reader<>(super.createReader(context));
    }

    /** Restored partitions are added before the first poll, so all of them are told in it. */
    private static final class Reader<T> extends ForwardingReader<Inbound<T>> {
        private final Queue<KafkaPartitionSplit> untold = new ArrayDeque<>();

        Reader(SourceReader<Inbound<T>, KafkaPartitionSplit> reader) {
            super(reader);
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> splits) {
            untold.addAll(splits);
            super.addSplits(splits);
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Inbound<T>> output) throws Exception {
            while (!untold.isEmpty()) {
                KafkaPartitionSplit split = untold.remove();
                output.createOutputForSplit(split.splitId())
                        .collect(Inbound.assigned(split.getTopic(), split.getPartition()));
            }
            return super.pollNext(output);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return untold.isEmpty() ? super.isAvailable() : CompletableFuture.completedFuture(null);
        }
    }
}
