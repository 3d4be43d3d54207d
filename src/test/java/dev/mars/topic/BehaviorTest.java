// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.topic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BehaviorTest {
    /**
     * Exact duplicates are dropped by this order: it must call equal what is equal, and no more.
     */
    @Property
    void contentOrderAgreesWithEquality(
            @ForAll("behaviors") Behavior a, @ForAll("behaviors") Behavior b) {
        int order = Behavior.CONTENT.compare(a, b);
        assertThat(order == 0).isEqualTo(a.equals(b));
        assertThat(Integer.signum(order))
                .isEqualTo(-Integer.signum(Behavior.CONTENT.compare(b, a)));
    }

    @Provide
    Arbitrary<Behavior> behaviors() {
        return Combinators.combine(
                        Arbitraries.of("u", "v"),
                        Arbitraries.of("i", "j"),
                        Arbitraries.of("click", "like"),
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.of(0f, -0f, 1f).injectNull(0.3))
                .as(Behavior::new);
    }
}
