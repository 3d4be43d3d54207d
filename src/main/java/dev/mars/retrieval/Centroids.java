// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

/**
 * The centroids of one partition of the unit sphere, coarsely kept, and which of them are near a
 * vector.
 *
 * <p>Many centroids stand in groups, {@value #GROUP} in each, around a centroid of its own. A
 * vector's cell is then looked for in the blocks of the few groups that are nearest to the vector:
 * of 4,096 centroids that reads 8 groups instead of 128. Now and then a nearer centroid is in a
 * group further off. The vector's cell is another one then, which is as good, because it follows
 * from the vector and the centroids alone; and {@link CellOrder} looks further.
 */
final class Centroids {
    /** Centroids of a group. */
    static final int GROUP = 32;

    /** Groups in which a vector's cell is looked for. */
    private static final int GROUPS_OF_A_VECTOR = 8;

    /** On users' embeddings a search scans an eighth less by it; on items' it changes nothing. */
    private static final double RADIUS_SHARE = 0.2;

    private final int dimensions;
    private final int count;
    private final byte[] blocks;
    private final Centroids groups;
    private final short[] deductions;

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
     * @param groups one for each {@value #GROUP} of the units; null if they are in none
     */
    Centroids(float[][] units, Centroids groups) {
        dimensions = units[0].length;
        count = units.length;
        deductions = new short[count];
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

    /**
     * Tells how far the vectors of each cell lie from its centroid: the sine of their mean angle.
     * Of two cells as near to a query the wider one is likelier to have a near vector, so {@link
     * #promise} deducts something for being narrow.
     */
    void radii(double[] radii) {
        int one = FixedPoint.coarseOne(dimensions);
        for (int cell = 0; cell < count; cell++) {
            deductions[cell] = (short) Math.round(RADIUS_SHARE * (1 - radii[cell]) * one);
        }
    }

    /** What a cell's score is worth in the order in which cells are searched. */
    short promise(int cell, Scores scores) {
        return (short) Math.max(Short.MIN_VALUE, scores.own()[cell] - deductions[cell]);
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
        int room = (count + Blocks.LANES - 1) / Blocks.LANES * Blocks.LANES;
        return new Scores(new short[room], groups == null ? null : groups.scores());
    }

    /** The cell of a vector: of the centroids looked at the nearest, of equal ones the first. */
    int nearest(ByteScan scan, CoarseQuery query, Scores scores) {
        if (groups == null) {
            score(scan, query, scores);
            return number(best(scores.own(), 0, count));
        }
        groups.score(scan, query, scores.ofGroups());
        short[] near = scores.ofGroups().own();
        int best = Integer.MIN_VALUE;
        for (int i = 0; i < GROUPS_OF_A_VECTOR; i++) {
            int group = number(best(near, 0, groups.count));
            near[group] = Short.MIN_VALUE;
            score(scan, query, group, scores);
            int first = group * GROUP;
            best = Math.max(best, best(scores.own(), first, first + GROUP));
        }
        return number(best);
    }

    /** The first of the highest scores, before its number: the larger of two is the better one. */
    private static int best(short[] scores, int from, int to) {
        int best = Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
            best = Math.max(best, scores[i] << 16 | 0xFFFF - i);
        }
        return best;
    }

    private static int number(int best) {
        return 0xFFFF - (best & 0xFFFF);
    }

    /** Compares all with a query. */
    void score(ByteScan scan, CoarseQuery query, Scores scores) {
        scan.dots(query, blocks, 0, scores.own().length / Blocks.LANES, scores.own());
    }

    /** Compares those of one group with a query. */
    void score(ByteScan scan, CoarseQuery query, int group, Scores scores) {
        int blocksOfGroup = GROUP / Blocks.LANES;
        int first = group * blocksOfGroup;
        scan.dots(query, blocks, first, first + blocksOfGroup, scores.own());
    }

    long ramBytesUsed() {
        return blocks.length
                + Ram.array(deductions.length, 2)
                + (groups == null ? 0 : groups.ramBytesUsed());
    }
}
