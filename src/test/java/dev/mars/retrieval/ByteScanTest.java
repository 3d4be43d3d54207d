// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ByteScanTest {
    /** Bits that depend on whether the JVM has SIMD (law 6), or a candidate that is passed over. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void simdAndPlainJavaGiveTheSumOfProducts(
            @ForAll @IntRange(min = 1, max = 130) int dimensions,
            @ForAll @IntRange(max = 11) int count,
            @ForAll long seed) {
        Random random = new Random(seed);
        short[] fixed = fixed(random, dimensions);
        CoarseQuery query = new CoarseQuery(dimensions);
        query.set(fixed);
        Cell cell = new Cell(dimensions);
        short[] sums = new short[count * Blocks.LANES];
        for (int i = 0; i < sums.length; i++) {
            short[] vector = fixed(random, dimensions);
            cell.add(i, vector);
            for (int d = 0; d < dimensions; d++) {
                sums[i] += (short) (query.values()[d] * FixedPoint.high(vector[d]));
            }
        }
        short bar = count == 0 ? 0 : sums[random.nextInt(sums.length)];
        int[] expected =
                IntStream.range(0, count)
                        .filter(block -> most(sums, block * Blocks.LANES) > bar)
                        .toArray();
        for (ByteScan scan : new ByteScan[] {new SimdByteScan(), new PlainByteScan()}) {
            short[] dots = new short[sums.length];
            int[] above = new int[count];
            int found = scan.dots(query, cell.high(), 0, count, dots, bar, above);
            assertThat(dots).containsExactly(sums);
            assertThat(Arrays.copyOf(above, found)).containsExactly(expected);
        }
    }

    /** A cosine that depends on whether the JVM has SIMD. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void wholeVectorsAreComparedAlike(
            @ForAll @IntRange(min = 1, max = 130) int dimensions,
            @ForAll @IntRange(max = 70) int count,
            @ForAll long seed) {
        Random random = new Random(seed);
        short[] query = fixed(random, dimensions);
        Cell cell = new Cell(dimensions);
        int[] expected = new int[count];
        for (int i = 0; i < count; i++) {
            short[] vector = fixed(random, dimensions);
            cell.add(7 * i, vector);
            for (int d = 0; d < dimensions; d++) {
                expected[i] += query[d] * vector[d];
            }
        }
        for (ByteScan scan : new ByteScan[] {new SimdByteScan(), new PlainByteScan()}) {
            Shortlist list = new Shortlist(scan, dimensions);
            for (int i = 0; i < count; ) {
                list.start(query);
                int first = i;
                for (; i < count && !list.isFull(); i++) {
                    list.add(cell, i);
                }
                list.compare();
                for (int place = 0; place < list.size(); place++) {
                    assertThat(list.key(place)).isEqualTo(7 * (first + place));
                    assertThat(list.dot(place)).isEqualTo(expected[first + place]);
                }
            }
        }
    }

    private static int most(short[] values, int from) {
        int most = values[from];
        for (int i = 1; i < Blocks.LANES; i++) {
            most = Math.max(most, values[from + i]);
        }
        return most;
    }

    /** Of any length: sums may not fit then, and are the same modulo 2^16 all the same. */
    private static short[] fixed(Random random, int dimensions) {
        short[] fixed = new short[dimensions];
        for (int i = 0; i < dimensions; i++) {
            fixed[i] = (short) (random.nextInt(2 * FixedPoint.ONE + 1) - FixedPoint.ONE);
        }
        return fixed;
    }
}
