// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OrdinalsTest {
    /** An id that cannot be found after another one's removal, or two with one ordinal. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void idsKeepTheirOrdinalsUntilTheyAreReleased(
            @ForAll @IntRange(min = 1, max = 200) int ids, @ForAll long seed) {
        Random random = new Random(seed);
        Ordinals ordinals = new Ordinals();
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            // "Aa" and "BB" have the same hash code, and so have ids that differ in them only.
            int number = random.nextInt(ids);
            String id = (number % 2 == 0 ? "Aa" : "BB") + number / 2;
            if (random.nextInt(3) == 0 && known.containsKey(id)) {
                ordinals.release(known.remove(id));
            } else {
                int ordinal = ordinals.acquire(id);
                assertThat(known.getOrDefault(id, ordinal)).isEqualTo(ordinal);
                known.put(id, ordinal);
            }
            assertThat(ordinals.size()).isEqualTo(known.size());
        }
        assertThat(new HashSet<>(known.values())).hasSameSizeAs(known.keySet());
        for (int number = 0; number < ids; number++) {
            for (String id : new String[] {"Aa" + number, "BB" + number}) {
                assertThat(ordinals.find(id)).isEqualTo(known.getOrDefault(id, -1));
            }
        }
        known.forEach((id, ordinal) -> assertThat(ordinals.id(ordinal)).isEqualTo(id));
    }
}
