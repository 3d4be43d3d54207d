// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The candidates that a coarse scan lets through: all whose score is within a margin of the k-th
 * best.
 *
 * <p>Once there are k, the k best scores so far are in a heap with the k-th at its root; the bar
 * for those to come is the margin below it. Candidates themselves are only collected, and those
 * that the bar has left behind are put out when there is no more room. The outcome depends on the
 * scores alone, not on their order: who is above the last bar was above every bar before. Reusable;
 * one thread.
 */
final class Candidates {
    /** Score, cell and slot, of 16, 16 and 32 bits. */
    private long[] found = new long[256];

    private int size;

    /** The best scores; once there are k, each no better than those at 2 i + 1 and 2 i + 2. */
    private short[] best = new short[0];

    private int bestSize;
    private int keep;
    private int margin;
    private short bar;

    void reset(int keep, int margin) {
        this.keep = keep;
        this.margin = margin;
        size = 0;
        bestSize = 0;
        bar = Short.MIN_VALUE;
        if (best.length < keep) {
            best = new short[keep];
        }
    }

    /**
     * What scores have to be above to be let through: less than any of them ({@link
     * FixedPoint#coarseScale}) until there are k.
     */
    short bar() {
        return bar;
    }

    /**
     * Takes what a part of a cell has to offer.
     *
     * @param from first slot of the part
     * @param to the slot after the last
     * @param cell its number, below 65,536
     */
    void offer(short[] scores, int from, int to, int cell) {
        for (int slot = from; slot < to; slot++) {
            short score = scores[slot];
            if (score > bar) {
                if (size == found.length) {
                    putOut();
                }
                found[size++] = (long) score << 48 | (long) cell << 32 | slot;
                rank(score);
            }
        }
    }

    private void rank(short score) {
        if (bestSize < keep) {
            best[bestSize++] = score;
            if (bestSize < keep) {
                return;
            }
            Arrays.sort(best, 0, keep);
        } else if (score > best[0]) {
            down(score);
        } else {
            return;
        }
        bar = (short) Math.max(Short.MIN_VALUE, best[0] - margin - 1);
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
            kept += found[i] >> 48 > bar ? 1 : 0;
        }
        size = kept;
    }

    long ramBytesUsed() {
        return 8L * found.length + 2L * best.length;
    }
}
