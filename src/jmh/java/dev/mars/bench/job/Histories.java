// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench.job;

import dev.mars.stream.Extent;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * What the jobs know before anything is measured: the state that a world's history leaves behind,
 * as savepoints. So each measurement begins where the one before began.
 *
 * <p>While the augmentation job takes in the history it answers nothing but the last minute of it,
 * as a replay does: nothing is retrieved, and the state is the same.
 */
final class Histories {
    private static final long ANSWERED_MS = 60_000;
    private static final double SETTLED_SECONDS = 3;

    private final Map<Variant, String> savepoints = new EnumMap<>(Variant.class);
    private final Map<Variant, Map<String, Long>> bytesOfState = new EnumMap<>(Variant.class);
    private final Map<Variant, Map<String, Long>> bytesOfSavepoint = new EnumMap<>(Variant.class);
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /**
     * Runs a job over all that the topics hold.
     *
     * @param variant {@link Variant#REFERENCE}, or another for the augmentation job
     * @param format of the savepoint: native ones are fast and hold RocksDB's files as they are,
     *     canonical ones hold the state and nothing else
     */
    void take(Bench bench, World world, Variant variant, SavepointFormatType format)
            throws Exception {
        Bench.tell("history: " + (variant.isReference() ? "reference job" : "augmentation job"));
        long started = System.nanoTime();
        Extent extent =
                variant.isReference()
                        ? Extent.LIVE
                        : new Extent(
                                false, Long.MIN_VALUE, world.last() - ANSWERED_MS, Long.MAX_VALUE);
        try (RunningJob job = new RunningJob(bench, variant, world.configuration(), extent, null)) {
            Settled settled = new Settled(SETTLED_SECONDS);
            job.await("taking in the history", () -> settled.after(job.written()));
            figures.put(variant + "HistorySeconds", Bench.secondsSince(started));
            job.awaitCheckpoint();
            bytesOfState.put(variant, Checkpoints.byOperator(job, Checkpoints.OF_STATE));
            figures.put(variant + "BytesOfStateByOperator", bytesOfState.get(variant));
            savepoints.put(variant, job.stop(format));
            bytesOfSavepoint.put(variant, Checkpoints.byOperator(job, Checkpoints.OF_STATE));
        }
    }

    /** The state to begin with. */
    String of(Variant variant) {
        return savepoints.get(variant.isReference() ? variant : Variant.THROUGHPUT);
    }

    /** Bytes of the savepoint that a job began with, by operator chain. */
    Map<String, Long> bytesOfSavepoint(Variant variant) {
        return bytesOfSavepoint.get(variant);
    }

    /** Bytes of the checkpoint before that. */
    Map<String, Long> bytesOfState(Variant variant) {
        return bytesOfState.get(variant);
    }

    Map<String, Object> figures() {
        return figures;
    }
}
