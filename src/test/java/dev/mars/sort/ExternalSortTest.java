// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExternalSortTest {
    /** A sort that loses, invents or misplaces an entry makes every comparison worthless. */
    @Property(tries = 30)
    void whateverFitsInMemoryTheOrderIsThatOfAListInMemory(
            @ForAll @Size(max = 200) List<byte[]> entries, @ForAll @IntRange(min = 1) int memory)
            throws IOException {
        List<byte[]> expected = new ArrayList<>(entries);
        expected.sort(ByteArrays.ORDER);
        assertThat(sorted(entries, memory).toArray(byte[][]::new))
                .isDeepEqualTo(expected.toArray(byte[][]::new));
    }

    /** Each entry a run of its own: more runs than are merged at once, on three levels. */
    @Example
    void moreRunsThanAreMergedAtOnceAreMergedInLevels() throws IOException {
        int size = ExternalSort.FAN_IN * ExternalSort.FAN_IN + 3 * ExternalSort.FAN_IN + 5;
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int shuffled = (int) ((i * 7919L) % size);
            entries.add(new byte[] {(byte) (shuffled >> 8), (byte) shuffled});
        }
        List<byte[]> expected = new ArrayList<>(entries);
        expected.sort(ByteArrays.ORDER);
        assertThat(sorted(entries, 1).toArray(byte[][]::new))
                .isDeepEqualTo(expected.toArray(byte[][]::new));
    }

    @Example
    void nullIsReadBackAsNullAndComesFirst() throws IOException {
        assertThat(sorted(List.of(new byte[0]), 1)).hasSize(1);
        Comparator<byte[]> order = ByteArrays.ORDER;
        assertThat(order.compare(null, new byte[0])).isNegative();
        assertThat(order.compare(new byte[] {(byte) 0x80}, new byte[] {0x7f})).isPositive();
    }

    private static List<byte[]> sorted(List<byte[]> entries, long memory) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.in(null, "mars-sort-test-")) {
            ExternalSort<byte[]> sort =
                    new ExternalSort<>(directory, ByteArrays.ORDER, Texts.FORMAT, memory);
            for (byte[] entry : entries) {
                sort.add(entry);
            }
            assertThat(sort.size()).isEqualTo(entries.size());
            List<byte[]> sorted = new ArrayList<>();
            try (Entries<byte[]> all = sort.sorted()) {
                for (byte[] entry = all.next(); entry != null; entry = all.next()) {
                    sorted.add(entry);
                }
            }
            return sorted;
        }
    }
}
