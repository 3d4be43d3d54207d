// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.bench;

import dev.mars.alignment.XxHash;
import dev.mars.profile.SequenceEvent;
import dev.mars.retrieval.Donor;
import dev.mars.retrieval.ItemSummary;
import dev.mars.retrieval.SampleOrder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Counts an item's holders, and finds the last of the sample of them, in little memory. */
final class Holders {
    private final int most;
    private final int[] counts = new int[DonorWorld.ITEMS];

    /** By item the smallest hashes, the largest of them first, as heaps; shifted to be signed. */
    private long[][] smallest = new long[DonorWorld.ITEMS][];

    private long[] last;

    /**
     * @param most holders of a sample
     */
    Holders(int most) {
        this.most = most;
    }

    void add(Donor donor) {
        for (SequenceEvent event : donor.events()) {
            int item = (int) event.code() - 1;
            long hash = XxHash.of(donor.userId() + '\0' + event.itemId()) ^ Long.MIN_VALUE;
            if (smallest[item] == null) {
                smallest[item] = new long[most];
            }
            if (counts[item] < most) {
                up(smallest[item], counts[item], hash);
            } else if (hash < smallest[item][0]) {
                down(smallest[item], hash);
            }
            counts[item]++;
        }
    }

    private static void up(long[] heap, int at, long hash) {
        int hole = at;
        while (hole > 0 && heap[(hole - 1) / 2] < hash) {
            heap[hole] = heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }
        heap[hole] = hash;
    }

    private static void down(long[] heap, long hash) {
        int hole = 0;
        while (2 * hole + 1 < heap.length) {
            int child = 2 * hole + 1;
            child += child + 1 < heap.length && heap[child + 1] > heap[child] ? 1 : 0;
            if (heap[child] <= hash) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = hash;
    }

    /** This, without what only the counting took. */
    Holders settled() {
        last = IntStream.range(0, counts.length).mapToLong(this::largest).toArray();
        smallest = null;
        return this;
    }

    private long largest(int item) {
        return smallest[item] == null ? 0 : smallest[item][0] ^ Long.MIN_VALUE;
    }

    /** Of every item that is held; each time with ids of its own, as they come by a network. */
    Stream<ItemSummary> summaries() {
        return IntStream.range(0, counts.length)
                .filter(item -> counts[item] > 0)
                .mapToObj(this::summary);
    }

    private ItemSummary summary(int item) {
        // Which donor it is does not matter here, but that they have an id.
        SampleOrder order =
                counts[item] > most ? new SampleOrder(last[item], "donor-" + item) : null;
        return new ItemSummary("item-" + item, counts[item], item + 1L, order, false);
    }
}
