// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** If this fails, a donor's or an item's votes are counted for another. */
class TallyTest {
    @Test
    void countsAsAMapDoesRequestAfterRequest() {
        Random random = new Random(3);
        Tally tally = new Tally();
        for (int request = 0; request < 20; request++) {
            tally.clear();
            assertThat(tally.size()).isZero();
            assertThat(tally.find(5)).isNegative();
            Map<Integer, Double> sums = new LinkedHashMap<>();
            Map<Integer, Integer> marks = new LinkedHashMap<>();
            for (int i = 0; i < 300 * request; i++) {
                int ordinal = random.nextInt(1 + 400 * request) << (request % 8);
                double amount = random.nextInt(100);
                int place = tally.touch(ordinal);
                tally.add(place, amount);
                tally.mark(place, i);
                sums.merge(ordinal, amount, Double::sum);
                marks.put(ordinal, i);
            }
            assertThat(tally.size()).isEqualTo(sums.size());
            int place = 0;
            for (Map.Entry<Integer, Double> each : sums.entrySet()) {
                assertThat(tally.ordinal(place)).isEqualTo(each.getKey());
                assertThat(tally.find(each.getKey())).isEqualTo(place);
                assertThat(tally.sum(place)).isEqualTo(each.getValue());
                assertThat(tally.mark(place)).isEqualTo(marks.get(each.getKey()));
                place++;
            }
        }
    }
}
