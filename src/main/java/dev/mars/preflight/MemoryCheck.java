// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.preflight;

import dev.mars.config.IndexMode;
import dev.mars.config.MarsOptions;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * Whether the heap takes the donors. Each slot's augmenter has all of them: the index, about 1 KiB
 * a donor as measured by `mars bench augmentation`, and the donors beside it, with their last
 * positives and their evidence. Where the index is in shards, each slot has a share of the donors,
 * and no state on the heap. Half of the heap is left to all else.
 */
final class MemoryCheck implements Check {
    private static final long INDEX_BYTES = 1024;

    /** Of one positive, packed ({@link dev.mars.profile.EventSequence}), with an id of 24 bytes. */
    private static final long POSITIVE_BYTES = 40;

    private static final double SHARE = 0.5;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void look(Deployment deployment, Consumer<Finding> found) {
        Configuration cluster = deployment.configuration();
        MemorySize heap;
        try {
            heap = TaskExecutorProcessUtils.processSpecFromConfig(cluster).getTaskHeapSize();
        } catch (IllegalConfigurationException | IllegalArgumentException e) {
            found.accept(
                    Finding.warning(
                            TaskManagerOptions.TOTAL_PROCESS_MEMORY.key(),
                            "says nothing of the TaskManagers' heap: " + e.getMessage(),
                            "Give the cluster's config.yaml with --config."));
            return;
        }
        int slots = cluster.get(TaskManagerOptions.NUM_TASK_SLOTS);
        boolean sharded = deployment.settings().index() == IndexMode.SHARDED;
        int parts = sharded ? deployment.settings().parallelism() : 1;
        long donors = (deployment.donors() + parts - 1) / parts;
        long needed = donors * slots * (sharded ? INDEX_BYTES : bytesPerDonor(deployment));
        if (needed > SHARE * heap.getBytes()) {
            found.accept(
                    Finding.fatal(
                            "TaskManagers' heap",
                            "%s for tasks; %,d donors in each of %d slots need some %s, which must be at most half of it"
                                    .formatted(
                                            heap.toHumanReadableString(),
                                            donors,
                                            slots,
                                            new MemorySize(needed).toHumanReadableString()),
                            "Raise %s, lower %s, %s, or say how many donors there will be with --donors."
                                    .formatted(
                                            TaskManagerOptions.TOTAL_PROCESS_MEMORY.key(),
                                            TaskManagerOptions.NUM_TASK_SLOTS.key(),
                                            sharded
                                                    ? "raise " + MarsOptions.PARALLELISM.key()
                                                    : "set %s to %s"
                                                            .formatted(
                                                                    MarsOptions.INDEX_MODE.key(),
                                                                    IndexMode.SHARDED))));
        }
    }

    private static long bytesPerDonor(Deployment deployment) {
        int positives = deployment.settings().positives().length();
        return INDEX_BYTES + positives * POSITIVE_BYTES;
    }
}
