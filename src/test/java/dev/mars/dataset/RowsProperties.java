// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The structures under the reader, against the JDK's own. */
class RowsProperties {
    /** Equal rows must keep the file's order, or the same file could give two streams. */
    @Property
    void mergeSortIsTheJdksStableSort(
            @ForAll @Size(max = 300) List<@IntRange(max = 20) Integer> keys) {
        int[] rows = IntStream.range(0, keys.size()).toArray();
        boolean wasSorted = MergeSort.sort(rows, (a, b) -> keys.get(a).compareTo(keys.get(b)));
        List<Integer> expected = new ArrayList<>(IntStream.range(0, keys.size()).boxed().toList());
        List<Integer> before = List.copyOf(expected);
        expected.sort((a, b) -> keys.get(a).compareTo(keys.get(b)));
        assertThat(rows).containsExactly(expected.stream().mapToInt(i -> i).toArray());
        assertThat(wasSorted).isEqualTo(before.equals(expected));
    }

    /** Two users that become one, or one that becomes two. */
    @Property(tries = 200)
    void namesNumberDistinctIdsInOrderOfAppearance(@ForAll @Size(max = 3000) List<String> ids) {
        Names names = new Names();
        ids.forEach(names::intern);
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(ids));
        assertThat(names.size()).isEqualTo(distinct.size());
        for (int number = 0; number < distinct.size(); number++) {
            assertThat(names.get(number)).isEqualTo(distinct.get(number));
            assertThat(names.find(distinct.get(number))).isEqualTo(number);
        }
        assertThat(names.find("an id of which there is none")).isEqualTo(-1);
    }

    @Property
    void secondsKeepEveryMillisecond(@ForAll @LongRange(max = Seconds.MAX * 1000) long millis) {
        assertThat(Seconds.parse(Seconds.format(millis))).hasValue(millis);
    }

    /** Titles would be cut or merged, and with them the rows of all later items. */
    @Property(tries = 300)
    void anyTextComesBackFromCsv(
            @ForAll @Size(min = 2, max = 5) List<@CharRange(to = '\uD7FF') String> cells)
            throws IOException {
        Path file = Files.createTempFile("cells", ".csv");
        try {
            try (CsvWriter writer = new CsvWriter(file)) {
                writer.write("first", "record");
                writer.write(cells.toArray());
                writer.write("last", "");
            }
            List<String> read = new ArrayList<>();
            try (CsvReader reader = new CsvReader(file)) {
                assertThat(reader.next(read)).isTrue();
                assertThat(reader.next(read)).isTrue();
                assertThat(read).isEqualTo(cells);
                assertThat(reader.next(read)).isTrue();
                assertThat(read).containsExactly("last", "");
                assertThat(reader.next(read)).isFalse();
            }
        } finally {
            Files.delete(file);
        }
    }
}
