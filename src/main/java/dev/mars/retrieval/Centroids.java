// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * The centroids of one partition of the unit sphere, coarsely kept, and which of them are near a
 * vector.
 *
 * <p>Many centroids stand in groups, each of as many as fill a block, around a centroid of its own.
 * A vector's cell is then looked for in the blocks of the few groups that are nearest to the
 * vector: of 4,096 centroids that reads 8 blocks instead of 128. Now and then a nearer centroid is
 * in a group further off. The vector's cell is another one then, which is as good, because it
 * follows from the vector and the centroids alone; and {@link CellOrder} looks further.
 */
final class Centroids {
    /** Groups in which a vector's cell is looked for. */
    private static final int GROUPS_OF_A_VECTOR = 4;

    private final int count;
    private final byte[] blocks;
    private final Centroids groups;

    /**
     * Centroids that are in no groups.
     *
     * @param units [count x d], each of length 1
     */
    Centroids(float[][] units) {
        this(units, null);
    }

    /**
     * @param units [count x d], each of length 1, group by group
     * @param groups one for each {@value ByteScan#LANES} of the units; null if they are in none
     */
    Centroids(float[][] units, Centroids groups) {
        int dimensions = units[0].length;
        count = units.length;
        this.groups = groups;
        Cell cell = new Cell(dimensions);
        short[] fixed = new short[dimensions];
        for (float[] unit : units) {
            if (!FixedPoint.encode(unit, fixed)) {
                throw new IllegalArgumentException(
                        "a coarse centroid is not finite or not of length 1; train the model anew");
            }
            cell.add(cell.size(), fixed);
        }
        blocks = cell.high();
    }

    int count() {
        return count;
    }

    /** Null where there are none. */
    Centroids groups() {
        return groups;
    }

    /** Space for the scores of all centroids, and of their groups. */
    record Scores(short[] own, Scores ofGroups) {
        static final Scores NONE = new Scores(new short[0], null);

        long ramBytesUsed() {
            return Ram.array(own.length, 2) + (ofGroups == null ? 0 : ofGroups.ramBytesUsed());
        }
    }

    Scores scores() {
        int room = (count + ByteScan.LANES - 1) / ByteScan.LANES * ByteScan.LANES;
        return new Scores(new short[room], groups == null ? null : groups.scores());
    }

    /** The cell of a vector: of the centroids looked at the nearest, of equal ones the first. */
    int nearest(ByteScan scan, CoarseQuery query, Scores scores) {
        if (groups == null) {
            score(scan, query, scores);
            return firstLargest(scan, scores.own(), count);
        }
        groups.score(scan, query, scores.ofGroups());
        short[] near = scores.ofGroups().own();
        int nearest = -1;
        for (int i = 0; i < GROUPS_OF_A_VECTOR; i++) {
            int group = firstLargest(scan, near, groups.count);
            near[group] = Short.MIN_VALUE;
            score(scan, query, group, scores);
            for (int j = group * ByteScan.LANES; j < (group + 1) * ByteScan.LANES; j++) {
                if (nearest < 0 || isNearer(j, nearest, scores.own())) {
                    nearest = j;
                }
            }
        }
        return nearest;
    }

    private static boolean isNearer(int cell, int than, short[] scores) {
        return scores[cell] > scores[than] || (scores[cell] == scores[than] && cell < than);
    }

    private static int firstLargest(ByteScan scan, short[] scores, int count) {
        short largest = scan.largest(scores, count);
        int first = 0;
        while (scores[first] != largest) {
            first++;
        }
        return first;
    }

    /** Compares all with a query. */
    void score(ByteScan scan, CoarseQuery query, Scores scores) {
        scan.dots(query, blocks, 0, scores.own().length / ByteScan.LANES, scores.own());
    }

    /** Compares those of one group with a query. */
    void score(ByteScan scan, CoarseQuery query, int group, Scores scores) {
        scan.dots(query, blocks, group, group + 1, scores.own());
    }

    long ramBytesUsed() {
        return blocks.length + (groups == null ? 0 : groups.ramBytesUsed());
    }
}
