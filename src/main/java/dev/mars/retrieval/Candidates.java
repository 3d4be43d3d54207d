// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The candidates that a coarse scan lets through: all whose score is within a margin of the k-th
 * best, and now and then some more.
 *
 * <p>A heap would pay for each candidate that is better than the k-th so far. This collects them
 * and, whenever it is full, finds the k-th best of them, which raises the bar for those to come.
 * The outcome depends on the scores alone, not on their order: who is above the last bar was above
 * every bar before. Reusable; one thread.
 */
final class Candidates {
    /** Score, cell and slot, of 16, 16 and 32 bits. */
    private long[] found = new long[256];

    private int[] places = new int[0];
    private int size;
    private int keep;
    private int margin;
    private short threshold;

    /** Whether any came since the k-th was last looked for. */
    private boolean added;

    void reset(int keep, int margin) {
        this.keep = keep;
        this.margin = margin;
        size = 0;
        added = false;
        threshold = Short.MIN_VALUE;
        if (found.length < 4 * keep) {
            found = new long[4 * keep];
        }
    }

    /**
     * Takes what a cell has to offer.
     *
     * @param count vectors of the cell
     * @param cell its number, below 65,536
     */
    void offer(ByteScan scan, short[] scores, int count, int cell) {
        if (places.length < scores.length) {
            places = new int[scores.length];
        }
        int passed = scan.atLeast(threshold, scores, count, places);
        for (int i = 0; i < passed; i++) {
            short score = scores[places[i]];
            if (score >= threshold) {
                if (size == found.length) {
                    raise();
                }
                added = true;
                found[size++] = (long) score << 48 | (long) cell << 32 | places[i];
            }
        }
    }

    /**
     * The k-th best score so far, or the smallest int if there are not more than k: a function of
     * what was offered, in whatever order.
     */
    int kth() {
        if (added) {
            raise();
            added = false;
        }
        return size <= keep ? Integer.MIN_VALUE : threshold + margin;
    }

    /**
     * Drops all that are not within the margin; to be called after the last offer. The k best are
     * the last then.
     */
    int finish() {
        raise();
        return size;
    }

    int score(int i) {
        return (int) (found[i] >> 48);
    }

    int cell(int i) {
        return (int) (found[i] >>> 32) & 0xFFFF;
    }

    int slot(int i) {
        return (int) found[i];
    }

    private void raise() {
        if (size > keep) {
            int bar = (int) (select(size - keep) >> 48) - margin;
            threshold = (short) Math.max(threshold, bar);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                found[kept] = found[i];
                kept += found[i] >> 48 >= threshold ? 1 : 0;
            }
            size = kept;
        }
        if (size > found.length / 2) {
            found = Arrays.copyOf(found, 2 * found.length);
        }
    }

    /** The value that would stand at a place if all were sorted (Hoare's quickselect). */
    private long select(int place) {
        int low = 0;
        int high = size - 1;
        while (low < high) {
            long pivot = found[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (found[i] < pivot) {
                    i++;
                }
                while (found[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swapped = found[i];
                    found[i++] = found[j];
                    found[j--] = swapped;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                break;
            }
        }
        return found[place];
    }

    long ramBytesUsed() {
        return 8L * found.length + 4L * places.length;
    }
}
