// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The candidates that a coarse scan lets through: all whose score is within a margin of the k-th
 * best.
 *
 * <p>The k best scores so far are in a heap with the k-th at its root; the bar for those to come is
 * the margin below it. Candidates themselves are only collected, and those that the bar has left
 * behind are put out when there is no more room. The outcome depends on the scores alone, not on
 * their order: who is above the last bar was above every bar before. Reusable; one thread.
 */
final class Candidates {
    /** Score, cell and slot, of 16, 16 and 32 bits. */
    private long[] found = new long[256];

    private int[] places = new int[0];
    private int size;

    /** The best scores, each no better than those at 2 i + 1 and 2 i + 2. */
    private short[] best = new short[0];

    private int bestSize;
    private int keep;
    private int margin;
    private short threshold;

    void reset(int keep, int margin) {
        this.keep = keep;
        this.margin = margin;
        size = 0;
        bestSize = 0;
        threshold = Short.MIN_VALUE;
        if (best.length < keep) {
            best = new short[keep];
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
                    putOut();
                }
                found[size++] = (long) score << 48 | (long) cell << 32 | places[i];
                rank(score);
            }
        }
    }

    private void rank(short score) {
        if (bestSize < keep) {
            up(bestSize++, score);
        } else if (score > best[0]) {
            down(score);
        } else {
            return;
        }
        if (bestSize == keep) {
            threshold = (short) Math.max(Short.MIN_VALUE, best[0] - margin);
        }
    }

    private void up(int at, short score) {
        int hole = at;
        while (hole > 0 && best[(hole - 1) >>> 1] > score) {
            best[hole] = best[(hole - 1) >>> 1];
            hole = (hole - 1) >>> 1;
        }
        best[hole] = score;
    }

    /** Puts a score in the place of the root. */
    private void down(short score) {
        int hole = 0;
        int child = 1;
        while (child < keep) {
            if (child + 1 < keep && best[child + 1] < best[child]) {
                child++;
            }
            if (best[child] >= score) {
                break;
            }
            best[hole] = best[child];
            hole = child;
            child = 2 * hole + 1;
        }
        best[hole] = score;
    }

    /**
     * The k-th best score so far, or the smallest int if there are fewer than k: a function of what
     * was offered, in whatever order.
     */
    int kth() {
        return bestSize < keep ? Integer.MIN_VALUE : best[0];
    }

    /**
     * Drops all that are not within the margin; to be called after the last offer. The k best come
     * first then.
     */
    int finish() {
        drop();
        int kth = kth();
        int first = 0;
        for (int i = 0; i < size; i++) {
            if (score(i) >= kth) {
                long moved = found[i];
                found[i] = found[first];
                found[first++] = moved;
            }
        }
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

    private void putOut() {
        drop();
        if (size > found.length / 2) {
            found = Arrays.copyOf(found, 2 * found.length);
        }
    }

    private void drop() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            found[kept] = found[i];
            kept += found[i] >> 48 >= threshold ? 1 : 0;
        }
        size = kept;
    }

    long ramBytesUsed() {
        return 8L * found.length + 4L * places.length + 2L * best.length;
    }
}
