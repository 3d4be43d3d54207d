// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * The order in which a search looks at the cells: those with the nearest centroids first, somewhat
 * in favour of wide cells ({@link Centroids#promise}), of equal ones the first.
 *
 * <p>Where the centroids are in groups ({@link Centroids}), the cells of some groups come before
 * those of all others: of as many groups, the nearest, as have sixteen times the cells that a
 * search usually wants, or somewhat more. If that is all of them, groups do not matter.
 *
 * <p>What it gives follows from the centroids, the query and the number usually wanted. Reusable;
 * one thread.
 */
final class CellOrder {
    private static final int CELLS_PER_WANTED = 16;
    private static final int MORE_GROUPS = 2;

    private final ByteScan scan;
    private Centroids centroids;
    private Centroids.Scores scores = Centroids.Scores.NONE;
    private CoarseQuery query;
    private NearestFirst groups = new NearestFirst(0);

    /** Cells of the groups that were opened last. */
    private NearestFirst cells = new NearestFirst(0);

    /** Cells of the groups that were opened before. */
    private int passed;

    private int opened;

    CellOrder(ByteScan scan) {
        this.scan = scan;
    }

    /** Goes by these centroids from now on. */
    void follow(Centroids followed) {
        centroids = followed;
        scores = followed.scores();
        cells = new NearestFirst(followed.count());
        groups = new NearestFirst(followed.groups() == null ? 0 : followed.groups().count());
    }

    /**
     * Begins anew.
     *
     * @param query not changed until the last call of {@link #cell} for it
     * @param usual cells that are probably wanted, 1 or more
     */
    void start(CoarseQuery query, int usual) {
        this.query = query;
        passed = 0;
        opened = 0;
        cells.clear();
        groups.clear();
        int wanted = CELLS_PER_WANTED * usual / Centroids.GROUP + MORE_GROUPS;
        if (centroids.groups() == null || wanted >= centroids.groups().count()) {
            centroids.score(scan, query, scores);
            add(0, centroids.count());
            return;
        }
        centroids.groups().score(scan, query, scores.ofGroups());
        for (int group = 0; group < centroids.groups().count(); group++) {
            groups.add(scores.ofGroups().own()[group], group);
        }
        open(wanted);
    }

    /** Number of all cells. */
    int size() {
        return centroids.count();
    }

    /** The cell at a place of the order; places are asked for from 0 on. */
    int cell(int place) {
        if (place - passed == cells.size()) {
            passed = place;
            cells.clear();
            open(groups.size());
        }
        return cells.at(place - passed);
    }

    /** Looks at the cells of some more of the nearest groups. */
    private void open(int upTo) {
        for (; opened < Math.min(upTo, groups.size()); opened++) {
            int group = groups.at(opened);
            centroids.score(scan, query, group, scores);
            add(group * Centroids.GROUP, (group + 1) * Centroids.GROUP);
        }
    }

    private void add(int from, int to) {
        for (int cell = from; cell < to; cell++) {
            cells.add(centroids.promise(cell, scores), cell);
        }
    }

    long ramBytesUsed() {
        return cells.ramBytesUsed() + groups.ramBytesUsed() + scores.ramBytesUsed();
    }
}
