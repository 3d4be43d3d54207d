// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** If these fail, donors hold items they do not, or are lost from an item's list. */
class AscendingIntsTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void holdsWhatASetHolds(
            @ForAll @IntRange(min = 1, max = 31) int bits,
            @ForAll @IntRange(max = 200) int operations,
            @ForAll long seed) {
        Random random = new Random(seed);
        TreeSet<Integer> expected = new TreeSet<>();
        byte[] set = AscendingInts.NONE;
        for (int i = 0; i < operations; i++) {
            int value = random.nextInt() >>> (32 - bits);
            if (expected.add(value)) {
                set = AscendingInts.with(set, value);
            } else {
                expected.remove(value);
                set = AscendingInts.without(set, value);
            }
            int[] ascending = expected.stream().mapToInt(v -> v).toArray();
            assertThat(read(set, expected.size())).isEqualTo(ascending);
            assertThat(set).isEqualTo(AscendingInts.of(ascending, ascending.length));
        }
        for (int value : expected) {
            set = AscendingInts.without(set, value);
        }
        assertThat(set).isEmpty();
    }

    @Test
    void theLargestIntFits() {
        byte[] set = AscendingInts.of(new int[] {0, Integer.MAX_VALUE, 7}, 2);
        assertThat(read(set, 2)).containsExactly(0, Integer.MAX_VALUE);
        assertThat(set).hasSize(6);
    }

    private static int[] read(byte[] set, int size) {
        int[] values = new int[size];
        assertThat(AscendingInts.read(set, values)).isEqualTo(size);
        return Arrays.copyOf(values, size);
    }
}
