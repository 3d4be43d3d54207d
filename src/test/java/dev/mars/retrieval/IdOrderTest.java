// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdOrderTest {
    /** Sums run in the order of ids (law 6): in another one, scores differ in their last bits. */
    @Property
    void idsComeInTheOrderOfStrings(@ForAll("ids") List<String> ids) {
        String[] sorted = ids.toArray(String[]::new);
        Arrays.sort(sorted);
        int[] places = IdOrder.of(ids.toArray(String[]::new));
        assertThat(Arrays.stream(places).mapToObj(ids::get)).containsExactly(sorted);
        assertThat(Arrays.stream(places).distinct()).hasSize(ids.size());
    }

    @Provide
    Arbitrary<List<String>> ids() {
        return Arbitraries.of("user-", "", "u", "\uD83D")
                .flatMap(
                        prefix ->
                                Arbitraries.strings()
                                        .withChars('0', '1', '\u0000', '\u7FFF', '\uD83D', '\uFFFF')
                                        .ofMaxLength(6)
                                        .map(rest -> prefix + rest)
                                        .list()
                                        .ofMaxSize(60));
    }
}
