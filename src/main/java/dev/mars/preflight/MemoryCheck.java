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
 * Whether the heap takes the donors and the items that they hold. Each slot's augmenter has all
 * donors: the index, and the donors beside it, with their last positives and their evidence. Where
 * the index is in shards, each slot has a share of the donors, and no state on the heap. The items
 * are on every slot in either mode, and at many shards are the most of it. Half of the heap is left
 * to all else.
 *
 * <p>The figures are those of `mars bench index-memory`, rounded up: what a donor of 50 items adds
 * in the index, 440 to 490 bytes, and what is left when no donor is counted, over the items.
 */
final class MemoryCheck implements Check {
    /** A donor in the index: the embedding, and an entry for each item. */
    private static final long INDEXED_BYTES = 100;

    private static final long INDEXED_POSITIVE_BYTES = 10;

    /** A donor beside the index: evidence of both modalities in 64 dimensions. */
    private static final long DONOR_BYTES = 500;

    /** Of one positive, packed ({@link dev.mars.profile.EventSequence}), with an id of 24 bytes. */
    private static final long POSITIVE_BYTES = 40;

    private static final long ITEM_BYTES = 440;

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
        long ofDonors = donors * slots * bytesPerDonor(deployment, sharded);
        long ofItems = deployment.items() * slots * ITEM_BYTES;
        long needed = ofDonors + ofItems;
        if (needed > SHARE * heap.getBytes()) {
            found.accept(
                    Finding.fatal(
                            "TaskManagers' heap",
                            "%s for tasks; %,d donors in each of %d slots need some %s, and the %,d items that donors hold %s, which must be at most half of it"
                                    .formatted(
                                            heap.toHumanReadableString(),
                                            donors,
                                            slots,
                                            new MemorySize(ofDonors).toHumanReadableString(),
                                            deployment.items(),
                                            new MemorySize(ofItems).toHumanReadableString()),
                            "Raise %s, lower %s, %s, or say how many donors there will be with --donors, and how many items they will hold with --items."
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

    private static long bytesPerDonor(Deployment deployment, boolean sharded) {
        int positives = deployment.settings().positives().length();
        long indexed = INDEXED_BYTES + positives * INDEXED_POSITIVE_BYTES;
        return sharded ? indexed : indexed + DONOR_BYTES + positives * POSITIVE_BYTES;
    }
}
