// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.command.job;

import java.util.Map;

/**
 * How much of a topic a job has read, by the offsets that its consumer group commits at
 * checkpoints.
 *
 * @param begin offset of each partition at which the job starts
 * @param end offset of each partition at which it ends
 * @param before what the group had committed before the job started: an earlier run's, which says
 *     nothing of this one
 * @param <P> a partition
 */
record ReadSoFar<P>(Map<P, Long> begin, Map<P, Long> end, Map<P, Long> before) {
    long total() {
        return end.keySet().stream().mapToLong(p -> end.get(p) - begin.get(p)).sum();
    }

    /**
     * @param committed offsets of the group now; of other topics too
     */
    long of(Map<P, Long> committed) {
        long read = 0;
        for (Map.Entry<P, Long> partition : end.entrySet()) {
            Long offset = committed.get(partition.getKey());
            long first = begin.get(partition.getKey());
            if (offset != null && !offset.equals(before.get(partition.getKey()))) {
                read += Math.max(0, Math.min(offset, partition.getValue()) - first);
            }
        }
        return read;
    }
}
