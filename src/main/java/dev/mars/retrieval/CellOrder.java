// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import java.util.Arrays;

/**
 * The order in which a search looks at the cells: those with the nearest centroids first, of
 * equally near ones the first.
 *
 * <p>Where the centroids are in groups ({@link Centroids}), the cells of some groups come before
 * those of all others: of as many groups, the nearest, as have eight times the cells that a search
 * usually wants, or somewhat more. Few searches get further, so no more is put in order than is
 * asked for, as many at a time as are usually wanted.
 *
 * <p>What it gives follows from the centroids, the query and the number usually wanted. Reusable;
 * one thread.
 */
final class CellOrder {
    private static final int CELLS_PER_WANTED = 8;
    private static final int MORE_GROUPS = 2;

    /** Scores are sorted into buckets of this many bits' width to find the best few of many. */
    private static final int BUCKET_BITS = 7;

    private final ByteScan scan;
    private final int[] buckets = new int[1 << (16 - BUCKET_BITS)];
    private Centroids centroids;
    private Centroids.Scores scores = Centroids.Scores.NONE;
    private short[] query;
    private int usual;

    /** Keys of cells, see {@link #key}: those in order, then candidates without order. */
    private long[] cells = new long[0];

    private int ordered;
    private int candidates;

    /** Groups by nearness, of which so many have their cells among the candidates. */
    private long[] groups = new long[0];

    private int opened;

    CellOrder(ByteScan scan) {
        this.scan = scan;
    }

    /** Goes by these centroids from now on. */
    void follow(Centroids followed) {
        centroids = followed;
        scores = followed.scores();
        cells = new long[followed.count()];
        groups = new long[followed.groups() == null ? 0 : followed.groups().count()];
    }

    /**
     * Begins anew.
     *
     * @param query coarse; not changed until the last call of {@link #cell} for it
     * @param usual cells that are probably wanted, 1 or more
     */
    void start(short[] query, int usual) {
        this.query = query;
        this.usual = usual;
        ordered = 0;
        candidates = 0;
        opened = 0;
        if (groups.length == 0) {
            centroids.score(scan, query, scores);
            offer(0, cells.length);
            return;
        }
        centroids.groups().score(scan, query, scores.ofGroups());
        for (int group = 0; group < groups.length; group++) {
            groups[group] = key(scores.ofGroups().own()[group], group);
        }
        Arrays.sort(groups);
        open(CELLS_PER_WANTED * usual / ByteScan.LANES + MORE_GROUPS);
    }

    /** Number of all cells. */
    int size() {
        return cells.length;
    }

    /** The cell at a place of the order; places are asked for from 0 on. */
    int cell(int place) {
        if (place >= ordered) {
            if (candidates == ordered) {
                open(groups.length);
            }
            order(Math.min(usual, candidates - ordered));
        }
        return (int) cells[place];
    }

    /** Keys ascend from the nearest on. */
    private static long key(short score, int number) {
        return (long) -score << 32 | number;
    }

    /** Makes the cells of some of the nearest groups candidates. */
    private void open(int upTo) {
        for (; opened < Math.min(upTo, groups.length); opened++) {
            int group = (int) groups[opened];
            centroids.score(scan, query, group, scores);
            offer(group * ByteScan.LANES, (group + 1) * ByteScan.LANES);
        }
    }

    private void offer(int from, int to) {
        for (int cell = from; cell < to; cell++) {
            cells[candidates++] = key(scores.own()[cell], cell);
        }
    }

    /** Brings so many more candidates, the nearest, into order. */
    private void order(int count) {
        int end = candidates;
        if (count < candidates - ordered) {
            end = select(count);
        }
        Arrays.sort(cells, ordered, end);
        ordered += count;
    }

    /** Moves the nearest candidates to the front, perhaps some more than asked; gives their end. */
    private int select(int count) {
        Arrays.fill(buckets, 0);
        for (int i = ordered; i < candidates; i++) {
            buckets[bucket(cells[i])]++;
        }
        int last = -1;
        for (int found = 0; found < count; found += buckets[last]) {
            last++;
        }
        int end = ordered;
        for (int i = ordered; i < candidates; i++) {
            if (bucket(cells[i]) <= last) {
                long other = cells[end];
                cells[end++] = cells[i];
                cells[i] = other;
            }
        }
        return end;
    }

    private static int bucket(long key) {
        return ((int) (key >> 32) + Short.MAX_VALUE) >> BUCKET_BITS;
    }

    long ramBytesUsed() {
        return Ram.array(cells.length, 8)
                + Ram.array(groups.length, 8)
                + Ram.array(buckets.length, 4)
                + scores.ramBytesUsed();
    }
}
