// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What waits for the end of its epoch, on a subtask of a sharded index. Not in state, since nothing
 * waits at a checkpoint: what is sent for an epoch leaves upstream once the watermark there is past
 * the epoch's end, ahead of that watermark, and at an aligned barrier every subtask has seen the
 * same watermarks.
 */
final class EpochQueue<T> {
    static final String ALIGNED_ONLY =
            " wait at a checkpoint barrier, and would be lost; a sharded index needs aligned"
                    + " checkpoints: take execution.checkpointing.unaligned out of the configuration,"
                    + " and report this if it is not there";

    private final Epochs epochs;
    private final TreeMap<Long, List<T>> waiting = new TreeMap<>();

    EpochQueue(Epochs epochs) {
        this.epochs = epochs;
    }

    void add(long epoch, T change) {
        waiting.computeIfAbsent(epoch, first -> new ArrayList<>()).add(change);
    }

    /** The first epoch with something that waits, if it is over at a watermark; or null. */
    Long firstEndingBy(long watermark) {
        return waiting.isEmpty() || epochs.last(waiting.firstKey()) > watermark
                ? null
                : waiting.firstKey();
    }

    /** Takes what waits for the end of an epoch out of here; none if nothing does. */
    List<T> take(long epoch) {
        List<T> taken = waiting.remove(epoch);
        return taken == null ? List.of() : taken;
    }

    /**
     * To be asked at a checkpoint.
     *
     * @throws IllegalStateException if anything would be lost
     */
    void requireNothingWaits() {
        Long epoch = waiting.higherKey(Notice.BEFORE_ALL);
        if (epoch != null) {
            throw new IllegalStateException("changes of epoch " + epoch + ALIGNED_ONLY);
        }
    }
}
