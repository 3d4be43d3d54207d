// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ByteScanTest {
    /** Bits that depend on whether the JVM has SIMD (law 6). */
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
        byte[] blocks = cell.high();
        short[] simd = new short[sums.length];
        short[] plain = new short[sums.length];
        new SimdByteScan().dots(query, blocks, 0, count, simd);
        new PlainByteScan().dots(query, blocks, 0, count, plain);
        assertThat(simd).containsExactly(sums);
        assertThat(plain).containsExactly(sums);
    }

    /** A candidate that is passed over, or a lane beyond the last vector that is taken for one. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsWhatReachesTheThreshold(
            @ForAll @IntRange(max = 200) int count, @ForAll short threshold, @ForAll long seed) {
        Random random = new Random(seed);
        short[] values = new short[(count + 31) / 32 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (threshold + random.nextInt(3) - 1);
        }
        int[] expected = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (values[i] >= threshold) {
                expected[size++] = i;
            }
        }
        for (ByteScan scan : new ByteScan[] {new SimdByteScan(), new PlainByteScan()}) {
            int[] places = new int[values.length];
            int found = scan.atLeast(threshold, values, count, places);
            assertThat(Arrays.copyOf(places, found)).containsExactly(Arrays.copyOf(expected, size));
        }
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
