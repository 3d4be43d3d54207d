// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cells in groups and without, in the order in which searches look at them. */
class CellOrderTest {
    private static final int DIMENSIONS = 16;
    private static final int CELLS = CoarseTraining.GROUPED_FROM;

    private static final Centroids GROUPED = CoarseTraining.centroids(units(4 * CELLS, 1), CELLS);
    private static final Centroids FLAT = CoarseTraining.centroids(units(100, 1), 20);

    /**
     * A cell that is never looked at hides its vectors from every search, however hard it tries.
     */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyCellComesOnce(
            @ForAll boolean grouped,
            @ForAll @IntRange(min = 1, max = CELLS + 10) int usual,
            @ForAll long seed) {
        Centroids centroids = grouped ? GROUPED : FLAT;
        assertThat(Arrays.stream(order(centroids, ByteScan.fastest(), usual, seed)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, centroids.count()).boxed().toList());
    }

    /** Another order on a machine without SIMD would be other answers there (law 6). */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void theOrderDoesNotDependOnTheMachine(
            @ForAll boolean grouped,
            @ForAll @IntRange(min = 1, max = 200) int usual,
            @ForAll long seed) {
        Centroids centroids = grouped ? GROUPED : FLAT;
        assertThat(order(centroids, new PlainByteScan(), usual, seed))
                .containsExactly(order(centroids, ByteScan.fastest(), usual, seed));
        assertThat(cellOf(centroids, new PlainByteScan(), seed))
                .isEqualTo(cellOf(centroids, ByteScan.fastest(), seed));
    }

    /**
     * Searches that look into other cells first find less. Without groups the order is that of all;
     * with them, the cells usually wanted are the nearest of those in the nearest groups.
     */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theNearestComeFirst(
            @ForAll boolean grouped,
            @ForAll @IntRange(min = 1, max = 60) int usual,
            @ForAll long seed) {
        Centroids centroids = grouped ? GROUPED : FLAT;
        int[] order = order(centroids, ByteScan.fastest(), usual, seed);
        CoarseQuery query = query(seed);
        Centroids.Scores scores = centroids.scores();
        centroids.score(ByteScan.fastest(), query, scores);
        if (!grouped) {
            assertThat(order).containsExactly(nearest(promises(centroids, scores)));
            return;
        }
        centroids.groups().score(ByteScan.fastest(), query, scores.ofGroups());
        int count = Math.min(16 * usual / Centroids.GROUP + 2, centroids.groups().count());
        int[] groups = nearest(Arrays.copyOf(scores.ofGroups().own(), centroids.groups().count()));
        Set<Integer> open = Arrays.stream(groups).limit(count).boxed().collect(Collectors.toSet());
        int[] expected =
                Arrays.stream(nearest(promises(centroids, scores)))
                        .filter(cell -> open.contains(cell / Centroids.GROUP))
                        .toArray();
        assertThat(Arrays.copyOf(order, expected.length)).containsExactly(expected);
    }

    /** Of two cells as near, the one with vectors all over the place hides more of the nearest. */
    @Test
    void theWiderOfTwoCellsComesFirst() {
        float[][] units = new float[2][DIMENSIONS];
        units[0][0] = 1;
        units[1][1] = 1;
        short[] fixed = new short[DIMENSIONS];
        fixed[0] = (short) (FixedPoint.ONE * 0.7071);
        fixed[1] = fixed[0];
        CoarseQuery query = new CoarseQuery(DIMENSIONS);
        query.set(fixed);
        for (int wide = 0; wide < 2; wide++) {
            Centroids centroids = new Centroids(units);
            centroids.radii(wide == 0 ? new double[] {0.7, 0.5} : new double[] {0.5, 0.7});
            CellOrder order = new CellOrder(ByteScan.fastest());
            order.follow(centroids);
            order.start(query, 1);
            assertThat(order.cell(0)).isEqualTo(wide);
        }
    }

    private static short[] promises(Centroids centroids, Centroids.Scores scores) {
        short[] promises = new short[centroids.count()];
        for (int cell = 0; cell < promises.length; cell++) {
            promises[cell] = centroids.promise(cell, scores);
        }
        return promises;
    }

    private static int[] nearest(short[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> -scores[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
    }

    /** Groups that have nothing to do with nearness would send searches to the wrong cells. */
    @Test
    void theNearestOfAllIsAlmostAlwaysInAGroupThatIsLookedAt() {
        int right = 0;
        for (int seed = 0; seed < 1000; seed++) {
            Centroids.Scores scores = GROUPED.scores();
            GROUPED.score(ByteScan.fastest(), query(seed), scores);
            int nearest = nearest(scores.own())[0];
            right += cellOf(GROUPED, ByteScan.fastest(), seed) == nearest ? 1 : 0;
        }
        assertThat(right).isGreaterThan(900);
    }

    /**
     * Answers follow from the cells, and these from draws of the JDK's and from sums: other bits on
     * another JDK or in another build are other answers, and have to be meant.
     */
    @Test
    void theCellsAreThoseOfEveryBuildSoFar() {
        int[] cells = new int[1000];
        Arrays.setAll(cells, seed -> cellOf(GROUPED, ByteScan.fastest(), seed));
        assertThat(Arrays.hashCode(cells)).isEqualTo(-1970709268);
    }

    private static int cellOf(Centroids centroids, ByteScan scan, long seed) {
        return centroids.nearest(scan, query(seed), centroids.scores());
    }

    private static int[] order(Centroids centroids, ByteScan scan, int usual, long seed) {
        CellOrder order = new CellOrder(scan);
        order.follow(centroids);
        // What an earlier search has left behind has no say.
        order.start(query(seed + 1), 5);
        order.cell(3);
        order.start(query(seed), usual);
        return IntStream.range(0, order.size()).map(order::cell).toArray();
    }

    private static CoarseQuery query(long seed) {
        short[] fixed = new short[DIMENSIONS];
        CoarseQuery query = new CoarseQuery(DIMENSIONS);
        FixedPoint.encode(units(1, seed)[0], fixed);
        query.set(fixed);
        return query;
    }

    /** Vectors around a hundred centres. */
    private static float[][] units(int count, long seed) {
        Random centres = new Random(7);
        float[][] around = new float[100][DIMENSIONS];
        for (float[] centre : around) {
            for (int i = 0; i < DIMENSIONS; i++) {
                centre[i] = (float) centres.nextGaussian();
            }
        }
        Random random = new Random(seed);
        float[][] units = new float[count][DIMENSIONS];
        for (float[] unit : units) {
            float[] centre = around[random.nextInt(around.length)];
            double squares = 0;
            for (int i = 0; i < DIMENSIONS; i++) {
                unit[i] = centre[i] + 0.5f * (float) random.nextGaussian();
                squares += unit[i] * unit[i];
            }
            for (int i = 0; i < DIMENSIONS; i++) {
                unit[i] /= (float) Math.sqrt(squares);
            }
        }
        return units;
    }
}
