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
        short[] query = new short[dimensions];
        for (int i = 0; i < dimensions; i++) {
            query[i] = (short) (random.nextInt(511) - 255);
        }
        byte[] blocks = new byte[count * ByteScan.LANES * dimensions];
        random.nextBytes(blocks);
        short[] sums = new short[count * ByteScan.LANES];
        for (int i = 0; i < sums.length; i++) {
            for (int d = 0; d < dimensions; d++) {
                int row = i / ByteScan.LANES * dimensions + d;
                sums[i] += (short) (query[d] * blocks[row * ByteScan.LANES + i % ByteScan.LANES]);
            }
        }
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
}
