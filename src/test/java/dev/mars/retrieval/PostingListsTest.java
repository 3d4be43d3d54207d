// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mars.alignment.XxHash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PostingListsTest {
    /** A sample that depends on who came first, or a donor who is lost when others go (law 5). */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theSampleIsThatOfTheSmallestHashesAfterAnyHistory(
            @ForAll @IntRange(min = 1, max = 12) int most,
            @ForAll @IntRange(max = 400) int operations,
            @ForAll long seed) {
        Random random = new Random(seed);
        Ordinals ids = new Ordinals();
        Ordinals items = new Ordinals();
        int item = items.acquire("item");
        PostingLists lists = new PostingLists(items, ids, most);
        Set<String> holders = new TreeSet<>();
        for (int i = 0; i < operations; i++) {
            String donor = "d" + random.nextInt(40);
            if (holders.add(donor)) {
                lists.add(item, ids.acquire(donor));
            } else {
                holders.remove(donor);
                lists.remove(item, ids.find(donor));
                ids.release(ids.find(donor));
            }
            assertThat(lists.size(item)).isEqualTo(holders.size());
            assertThat(names(ids, lists.holders(item), lists.size(item))).isEqualTo(holders);
            int[] sample = new int[most];
            assertThat(names(ids, sample, lists.sample(item, sample)))
                    .isEqualTo(
                            holders.stream()
                                    .sorted(Comparator.comparing(PostingListsTest::hash))
                                    .limit(most)
                                    .collect(Collectors.toSet()));
        }
    }

    private static Set<String> names(Ordinals ids, int[] donors, int size) {
        return Arrays.stream(donors, 0, size).mapToObj(ids::id).collect(Collectors.toSet());
    }

    /** As a signed number in the order of the unsigned one. */
    private static long hash(String donor) {
        return XxHash.of(donor + "\0item") ^ Long.MIN_VALUE;
    }
}
